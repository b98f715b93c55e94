"""Referral: a contact accepted by social care, decided within a day, open until it is closed."""
