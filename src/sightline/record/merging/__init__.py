"""Two records of one person made one, with a ledger of what moved, and put back again."""
