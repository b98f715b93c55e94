"""What somebody had typed when their session or form ran out, kept until they are back."""
