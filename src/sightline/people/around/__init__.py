"""The professionals around a child: who is involved, who is not, and where nobody has asked."""
