"""The board and its sub-groups: seats, meetings, and who came."""
