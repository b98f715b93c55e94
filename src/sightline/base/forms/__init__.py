"""The engine that turns a declared page into questions on a screen and answers in typed rows."""
