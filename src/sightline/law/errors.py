"""What is said when a file of law cannot be read: where, what was found, what is allowed."""

from pathlib import Path


class LawError(ValueError):
    """A file of law that is wrong, with its name, its line, the value and what is allowed."""

    def __init__(self, path: Path, line: int, found: str, allowed: str) -> None:
        self.path, self.line, self.found, self.allowed = path, line, found, allowed
        place = "/".join(path.parts[-3:])
        super().__init__(f"{place}, line {line}: '{found}' is not understood. Allowed: {allowed}")
