"""Every instruction in one register: who is to do what by when, and who checked that it was."""
