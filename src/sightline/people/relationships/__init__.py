"""Relationships: who is whose mother, brother, carer, and who holds parental responsibility."""
