"""Restriction: records kept from most staff, and records kept from all but those named."""
