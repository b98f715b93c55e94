"""The detectors of this issue of the product, each a module with its failing and its rule."""

from sightline.kernel.detectors import register
from sightline.oversight.drift.detectors.contact_held import CONTACT_HELD
from sightline.oversight.drift.detectors.discussion_short import DISCUSSION_SHORT
from sightline.oversight.drift.detectors.enquiry_still import ENQUIRY_STILL
from sightline.oversight.drift.detectors.night_untaken import NIGHT_UNTAKEN

ALL = (CONTACT_HELD, NIGHT_UNTAKEN, ENQUIRY_STILL, DISCUSSION_SHORT)


def declare() -> None:
    """Put every detector in the register."""
    for detector in ALL:
        register(detector)
