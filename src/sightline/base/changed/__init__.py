"""Which subjects have changed since their figures were last published."""
