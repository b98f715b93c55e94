"""The invented borough of the contact process serves here too."""

from sightline.journey.contact.tests.conftest import borough, child, open_child

__all__ = ["borough", "child", "open_child"]
