"""What is done with a return: prepared and kept, signed off, taken away to be sent."""

from sightline.returns.submissions.actions.preparing import prepare
from sightline.returns.submissions.actions.sending import SendingHeld, sign_off, statement, take

__all__ = ["SendingHeld", "prepare", "sign_off", "statement", "take"]
