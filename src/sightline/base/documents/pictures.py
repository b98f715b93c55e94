"""Small pictures that stand beside the ideas of a document, all drawn in one hand.

Each is 64 units square, one line of one colour and one warm ground, and decorates words that say
the same: a reader who cannot see it misses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

_OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64" '
    'fill="none" stroke="#16324f" stroke-width="3" stroke-linecap="round" '
    'stroke-linejoin="round"{more}>'
)
_WARM = "#ffe3b3"


def _warm(path: str) -> str:
    return f'<path fill="{_WARM}" d="{path}"/>'


def _line(path: str) -> str:
    return f'<path d="{path}"/>'


def _round(x: float, y: float, r: float, *, warm: bool = True) -> str:
    fill = f' fill="{_WARM}"' if warm else ""
    return f'<circle cx="{x}" cy="{y}" r="{r}"{fill}/>'


def _box(x: float, y: float, wide: float, high: float, *, warm: bool = True) -> str:
    fill = f' fill="{_WARM}"' if warm else ""
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="4"{fill}/>'


_BUBBLE = (
    "M10 10h44a4 4 0 0 1 4 4v26a4 4 0 0 1-4 4H31L19 55V44h-9a4 4 0 0 1-4-4V14a4 4 0 0 1 4-4z"
)
_PAPER = "M40 56H14a4 4 0 0 1-4-4V12a4 4 0 0 1 4-4h26a4 4 0 0 1 4 4v9"

PICTURES: Mapping[str, str] = {
    "child": _warm("M17 57v-8a15 15 0 0 1 30 0v8") + _round(32, 20, 12)
    + _line("M27.5 18v.1M36.5 18v.1M27 24q5 4 10 0"),
    "family": _warm("M5 52V42a12 12 0 0 1 24 0v10") + _warm("M35 52V42a12 12 0 0 1 24 0v10")
    + _round(17, 18, 8) + _round(47, 18, 8)
    + '<path fill="#fff" d="M23 58v-4a9 9 0 0 1 18 0v4"/><circle cx="32" cy="37" r="6" '
    'fill="#fff"/>',
    "home": _warm("M15 26v29h34V26L32 11z") + _line("M8 31 32 10l24 21M27 55V41h10v14"),
    "talk": _warm(_BUBBLE) + _line("M16 22h32M16 32h20"),
    "ask": _warm(_BUBBLE) + _line("M25.5 21a6.5 6.5 0 1 1 9 6c-2 .9-2.5 2-2.5 4M32 37v.1"),
    "meeting": _round(13, 20, 6) + _round(32, 13, 6) + _round(51, 20, 6)
    + _line("M4 40v-3a9 9 0 0 1 15-6M22 33v-3a10 10 0 0 1 20 0v3M60 40v-3a9 9 0 0 0-15-6")
    + f'<ellipse cx="32" cy="46" rx="25" ry="10" fill="{_WARM}"/>',
    "date": _box(8, 13, 48, 43, warm=False) + _warm("M8 27h48v-8a6 6 0 0 0-6-6H14a6 6 0 0 0-6 6z")
    + _line("M21 7v11M43 7v11M19 37h5M30 37h5M41 37h5M19 47h5M30 47h5"),
    "phone": _warm(
        "M19 8C12 10 9 15 10 21c3 17 16 30 33 33 6 1 11-2 13-9L44 37l-7 6c-7-3-13-9-16-16l6-7z"
    ),
    "plan": _box(12, 7, 40, 50) + _line(
        "M20 19l3 3 5-6M20 33l3 3 5-6M20 47l3 3 5-6M35 20h10M35 34h10M35 48h10"
    ),
    "help": _warm("M32 35c-9-6-14-11-14-17a7.5 7.5 0 0 1 14-4 7.5 7.5 0 0 1 14 4c0 6-5 11-14 17z")
    + _line("M5 43h11l8 5h10a4 4 0 0 1 0 8h-9M37 50l14-7a4 4 0 0 1 4 7L38 60H19l-6-4H5"),
    "safe": _warm("M7 34a25 25 0 0 1 50 0c-4-5-13-5-17 0-4-5-12-5-16 0-4-5-13-5-17 0z")
    + _line("M32 33v18a5 5 0 0 0 10 0M32 9V5"),
    "worry": _round(32, 32, 25) + _line("M24 29v.1M40 29v.1M19 21l8-3M45 21l-8-3M22 46q10-9 20 0"),
    "good": _round(32, 32, 25) + _line("M24 26v.1M40 26v.1M20 37q12 13 24 0"),
    "write": _line(_PAPER + "M18 20h18M18 30h12M18 40h6")
    + _warm("M30 51l3-9 20-20a4.2 4.2 0 0 1 6 6L39 48z"),
    "visit": _box(27, 7, 29, 49) + _line("M5 56h54M33 32v.1M6 56V44a7 7 0 0 1 14 0v12")
    + _round(13, 29, 6),
    "book": _warm("M32 16c-6-5-14-6-25-5v39c11-1 19 0 25 5 6-5 14-6 25-5V11c-11-1-19 0-25 5z")
    + _line("M32 16v39M14 22h10M14 31h10M40 22h10M40 31h10"),
    "health": _box(7, 16, 50, 40) + _line("M23 16v-5a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v5"
                                          "M32 26v20M22 36h20"),
    "decided": _round(32, 32, 25) + _line("M20 33l9 9 16-19"),
    "food": _warm("M8 32h48a24 24 0 0 1-48 0z") + _line("M20 55h24M24 23q-4-4 0-8M34 23q-4-4 0-8"
                                                        "M44 23q-4-4 0-8"),
    "night": _warm("M40 8a24 24 0 1 0 15 36A20 20 0 0 1 40 8z") + _line("M50 12v10M45 17h10"),
    "next": _warm("M6 24h28V12l24 20-24 20V40H6z"),
    "languages": _warm("M5 8h32v24H22l-9 9v-9H5z") + _line(
        "M43 20h16v24h-8v8l-9-8H27v-6M14 26l7-13 7 13M17 21h8"
    ),
    "speak_up": _round(17, 30, 8) + _warm("M5 57v-4a12 12 0 0 1 24 0v4")
    + _line("M30 7h28v19H44l-8 8v-8h-6zM37 16h14"),
    "letter": _box(6, 14, 52, 38) + _line("M8 18l24 18 24-18"),
    "look": _round(27, 27, 18) + _line("M40 40l17 17"),
}


def svg(name: str, *, hidden: bool = True) -> str:
    """A picture as SVG, "" where there is none; `hidden` from software that reads pages out."""
    drawn = PICTURES.get(name, "")
    more = ' class="sl-picture" aria-hidden="true" focusable="false"' if hidden else ""
    return f"{_OPEN.format(more=more)}{drawn}</svg>" if drawn else ""
