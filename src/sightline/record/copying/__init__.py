"""Copy and paste in the record: repeated words, told to their author and to the manager."""
