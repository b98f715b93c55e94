"""Step, event, occasion and clock: the four tables that every process shares."""
