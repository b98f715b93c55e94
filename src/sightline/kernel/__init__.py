"""What a process, event, clock, page, relation, indicator, detector and rule are."""
