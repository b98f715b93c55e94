"""What an accepted handover opens, as the processes that receive one declare it."""

from sightline.kernel.register import Register

#: Destination ("child_in_need") -> the event that opens its step ("child_in_need.opened").
#: The process's own `opens_from["handover.accepted"]` builds the draft, so nothing is retyped.
receiving: Register[str] = Register("receiver of a handover")
