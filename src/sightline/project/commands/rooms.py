"""`sightline rooms`: everything that has been declared, so that a newcomer can find it."""

import typer

from sightline.base.terminal import AnswerFormat, Format, show


def register(app: typer.Typer) -> None:
    app.command("rooms")(rooms)


def rooms(answer: AnswerFormat = Format.TEXT) -> None:
    """Every process, event, clock, page, relation and role that is registered, and where."""
    from sightline.project.registers import declared

    show(
        declared(),
        {"kind": "What", "key": "Key", "title": "In words", "room": "Room"},
        answer=answer,
    )
