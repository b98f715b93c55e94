"""The genogram: a family drawn over its generations, with the same in a table beside it."""
