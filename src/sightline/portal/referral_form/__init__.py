"""The form on which a professional tells us of a child, open to all, with a receipt."""
