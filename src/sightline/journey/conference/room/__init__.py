"""The screens of a conference: its calendar, the page before it, the room, and what follows."""
