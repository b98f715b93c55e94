"""The photograph of a child, without what a camera hides in it, for whoever may read them."""
