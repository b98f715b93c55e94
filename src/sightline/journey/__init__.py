"""The child's journey: one room for each statutory process, none of which knows another."""
