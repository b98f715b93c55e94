"""Search: people by anything half remembered, and the words of the record, within permission."""
