"""What an import and a return of the census promise, as sentences that are tested."""
