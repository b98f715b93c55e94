"""A document as a PDF file, typeset by typst."""

import re
from typing import Any

import typst

from sightline.base.documents.blocks import (
    Block,
    Box,
    Bullets,
    Document,
    FieldList,
    Heading,
    Idea,
    Paragraph,
    Quote,
    Signature,
    Table,
    WriteIn,
)
from sightline.base.documents.pictures import svg

#: The look of the page: typst's own font first, so that machines set the same lines; the
#: machine's fonts stand by for names in other scripts.
STYLE = """
#set document(title: {title}, author: {author}, date: datetime(year: {y}, month: {m}, day: {d}))
#set page(paper: "a4", margin: (x: 20mm, y: 20mm), header: context {
  if counter(page).get().first() > 1 {
    set text(size: 8.5pt)
    text({about}); h(1fr); text({to})
  }
}, footer: context [
  #set text(size: 8.5pt)
  #text({title}) #h(1fr) Page #counter(page).display() of #counter(page).final().first()
])
#set text(font: "Libertinus Serif", size: 11pt, lang: "en", region: "GB", hyphenate: false)
#set par(leading: 0.6em, spacing: 0.9em)
#show heading: set block(above: 1.3em, below: 0.7em)
#show figure: set block(breakable: true)
#show figure: set align(left)
#show figure.caption: it => block(sticky: true, it)
#show quote: set block(above: 0pt, below: 0pt)
#show quote: set pad(x: 0pt)
#let said(it) = block(stroke: (left: 2pt + luma(170)), inset: (left: 10pt, y: 3pt), it)
#let facts(..pairs) = grid(columns: (44mm, 1fr), column-gutter: 1em, row-gutter: 0.6em, ..pairs)
#let beside(picture, words) = block(breakable: false, above: 0.9em, below: 0.9em, grid(
  columns: (19mm, 1fr), column-gutter: 6mm, align: (center + top, left + horizon),
  if picture == none [] else { pdf.artifact(image(bytes(picture), format: "svg", width: 17mm)) },
  words,
))
#let framed(..pairs) = block(width: 100%, stroke: 1.2pt + rgb("#16324f"), radius: 3pt,
  inset: 10pt, {
    set par(leading: 0.6em, spacing: 0.6em)
    for pair in pairs.pos().chunks(2) {
      block(pair.at(0), above: 0.9em, below: 0.6em, sticky: true)
      block(pair.at(1), above: 0.6em, below: 0.9em)
    }
  })
#let rule = block(above: 1em, below: 1.2em, line(length: 100%, stroke: 0.5pt + luma(170)))
"""

#: Large print: what the RNIB asks for, at least 16 point, with room between the lines.
LARGE = """
#set text(size: 16pt)
#set par(leading: 0.8em, spacing: 1.2em)
#let facts(..pairs) = for pair in pairs.pos().chunks(2) {
  block(pair.at(0), above: 1em, below: 0.5em, sticky: true)
  block(pair.at(1), above: 0.5em, below: 0.8em)
}
"""

#: Easy Read: large letters without feet where the machine has them, and room around each idea.
EASY = """
#set text(font: ("Arial", "Liberation Sans", "DejaVu Sans", "Libertinus Serif"), size: {size}pt)
#set par(leading: 0.85em, spacing: 1.2em)
#show heading: set block(above: 1.5em, below: 0.9em)
#let facts(..pairs) = framed(..pairs)
"""
EASY_SIZE, EASY_LARGE = 16, 20

#: What a compact document changes: one side has to hold what is needed at night. It is set in
#: the largest of these sizes in which it does, since it is read in the street and by torchlight.
COMPACT_SIZES = (10.5, 9.8, 9.1, 8.5, 7.9, 7.4)
COMPACT = """
#set page(margin: (x: 13mm, top: 9mm, bottom: 12mm))
#set text(size: {size}pt)
#set par(leading: 0.42em, spacing: 0.55em)
#show heading: set block(above: 0.7em, below: 0.4em)
#show heading.where(level: 1): set text(size: {title}pt)
#show heading.where(level: 2): set text(size: {part}pt)
#let facts(..pairs) = grid(
  columns: ({labels}pt, 1fr), column-gutter: 0.8em, row-gutter: 0.42em, ..pairs
)
"""


def pdf(document: Document, *, accessible: bool = True) -> bytes:
    """The document as a PDF; `accessible` makes it PDF/UA-1, with its title and its structure.

    PDF/UA refuses a letter that no font of this machine can show; the document is then made
    without that mark, since a name must never stop a letter.
    """
    made = b""
    for size in COMPACT_SIZES if document.compact else COMPACT_SIZES[-1:]:
        made = _set(source(document, size=size).encode(), accessible=accessible)
        if not document.compact or _pages(made) == 1:
            break
    return made


def _pages(made: bytes) -> int:
    """How many pages a file of typst's has: the most that a branch of its page tree counts."""
    return max(map(int, re.findall(rb"/Count\s+(\d+)", made)), default=0)


def _set(written: bytes, *, accessible: bool) -> bytes:
    if accessible:
        try:
            return _compiled(written, ["ua-1"])
        except typst.TypstError as refused:
            if "could not be displayed" not in str(refused):
                raise
    return _compiled(written, [])


def _compiled(written: bytes, standards: list[Any]) -> bytes:
    made: bytes = typst.compile(written, format="pdf", pdf_standards=standards)
    return made


def source(document: Document, *, size: float = COMPACT_SIZES[-1]) -> str:
    """The document in typst's language; every text is a quoted string, never markup.

    `size` is that of the letters of a compact one.
    """
    day = document.made_at.date()
    whose, to = document.of_and_for
    known = {
        "{about}": _quoted(whose),
        "{to}": _quoted(to),
        "{title}": _quoted(document.title),
        "{author}": _quoted(document.sender or "Sightline"),
        "{y}": str(day.year),
        "{m}": str(day.month),
        "{d}": str(day.day),
    }
    # in one pass, so that a title which holds the name of a place is not filled in turn
    style = re.sub(r"\{(?:about|to|title|author|y|m|d)\}", lambda place: known[place[0]], STYLE)
    parts = [style, *([_compact(size)] if document.compact else [])]
    if document.easy:
        size = EASY_LARGE if document.large else EASY_SIZE
        parts.append(EASY.replace("{size}", str(size)))
    elif document.large:
        parts.append(LARGE)
    parts += [f"#heading(level: 1, {_text(document.title)})", _facts(document.head()), "#rule"]
    follows = [*document.blocks[1:], None]
    for block, after in zip(document.blocks, follows, strict=False):
        row = not document.recipient.name and isinstance(after, Heading) and after.level > 1
        kept = isinstance(block, Paragraph) and (row or isinstance(after, WriteIn))
        # what explains a question on a form stays with it, below its heading
        parts.append(f"#block(sticky: true)[{_block(block)}]" if kept else _block(block))
    return "\n".join(parts) + "\n"


def _compact(size: float) -> str:
    sizes = {"{size}": size, "{title}": 1.65 * size, "{part}": 1.11 * size, "{labels}": 11 * size}
    style = COMPACT
    for place, value in sizes.items():
        style = style.replace(place, f"{value:.1f}")
    return style


def _quoted(text: str) -> str:
    """A typst string literal."""
    kept = "".join(c for c in text if c in "\n\t" or c.isprintable())
    escaped = kept.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _text(text: str) -> str:
    """Typst content that shows a text as it is, its line breaks kept."""
    lines = [f"text({_quoted(line)})" for line in text.split("\n")]
    return "{" + "; linebreak(); ".join(lines) + "}"


def _facts(rows: list[tuple[str, str]]) -> str:
    cells = [f"strong({_text(label)}), {_text(said)}" for label, said in rows]
    return f"#facts({', '.join(cells)})\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"#heading(level: {block.level + 1}, {_text(block.text)})"
        case Paragraph():
            return f"#par({_text(block.text)})"
        case Quote():
            by = f"; linebreak(); emph({_text(block.by)})" if block.by else ""
            return f"#said(quote(block: true, {{ {_text(block.text)}{by} }}))"
        case FieldList():
            return _facts(list(block.rows))
        case Bullets():
            kind = "enum" if block.numbered else "list"
            return f"#{kind}({', '.join(_text(item) for item in block.items)})"
        case Table():
            return _table(block)
        case Signature():
            return (
                f"#v(2em)\n#par({_text(f'Signed: {block.who}')})\n"
                f"#par({_text('Date:')})\n#line(length: 60%, stroke: 0.5pt)"
            )
        case WriteIn():
            return _write_in(block)
        case Idea():
            return f"#beside({_picture(block.picture)}, {_text(block.text)})"
        case Box():
            cells = [f"strong({_text(label)}), {_text(said)}" for label, said in block.rows]
            return f"#beside({_picture(block.picture)}, framed({', '.join(cells)}))"


def _picture(name: str) -> str:
    drawn = svg(name, hidden=False)
    return _quoted(drawn) if drawn else "none"


#: Boxes to tick that stand below one another; more stand in two columns.
TICKS = 4


def _write_in(block: WriteIn) -> str:
    hint = f"#text(size: 0.85em, {_text(block.hint)})\n" if block.hint else ""
    line = "line(length: 100%, stroke: 0.4pt + luma(120))"
    if block.lines == 1 and not block.choices and not block.hint:
        return (
            f"#block(breakable: false, above: 1.6em, below: 1.6em, grid(columns: (auto, 1fr), "
            f"column-gutter: 0.8em, align: bottom, strong({_text(block.question)}), {line}))"
        )
    boxes = "".join(
        f", box(width: 0.8em, height: 0.8em, stroke: 0.6pt) + h(0.6em) + {_text(choice)}"
        for choice in block.choices
    )
    columns = "(1fr, 1fr)" if len(block.choices) > TICKS else "1fr"
    ticks = f"#grid(columns: {columns}, gutter: 0.7em{boxes})\n" if boxes else ""
    lines = f"#v(1.7em)\n#{line}\n" * block.lines
    return (
        f"#block(breakable: false, above: 1.3em, below: 1.3em)[#strong({_text(block.question)}) "
        f"\\\n{hint}{ticks}{lines}]"
    )


#: A column is never set narrower than a date, and beyond a line and a half it only wraps.
NARROW, WIDE = 14, 60


def _shares(block: Table) -> list[int]:
    """How wide each column is beside the others: as wide as the longest of its texts asks."""
    texts = [list(column) for column in zip(block.columns, *block.rows, strict=True)]
    return [min(WIDE, max(NARROW, *map(len, column))) for column in texts]


def _table(block: Table) -> str:
    header = ", ".join(f"strong({_text(column)})" for column in block.columns)
    cells = "".join(", " + _text(cell) for row in block.rows for cell in row)
    columns = ", ".join(f"{share}fr" for share in _shares(block))
    return (
        f"#figure(kind: table, supplement: none, numbering: none, "
        f"caption: figure.caption(position: top, {_text(block.caption)}), "
        f"table(columns: ({columns},), align: left, inset: (x: 5pt, y: 6pt), "
        f"stroke: (x: none, y: 0.4pt + luma(170)), "
        f"fill: (_, y) => if y == 0 {{ luma(238) }}, "
        f"table.header({header}){cells}))"
    )
