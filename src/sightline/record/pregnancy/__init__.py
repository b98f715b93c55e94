"""A pregnancy as it was told of: the mother, the booking, the hospital and who else there is."""
