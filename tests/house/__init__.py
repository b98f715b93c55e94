"""The rules of the house that an import linter cannot see."""
