"""A document on a screen or a browser's printer."""

from collections.abc import Iterable

from markupsafe import Markup

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


def html(document: Document) -> Markup:
    """The document as an article; its title is the page's first heading."""
    head = Markup('<h1 class="govuk-heading-l">{}</h1>').format(document.title)
    body = Markup("").join(_block(block) for block in document.blocks)
    marked = ("compact", document.compact), ("large", document.large), ("easy", document.easy)
    look = " ".join(["sl-document", *(f"sl-document--{name}" for name, on in marked if on)])
    return Markup('<article class="{}">{}{}{}</article>').format(
        look, head, _fields(document.head()), body
    )


def blocks_html(blocks: Iterable[Block]) -> Markup:
    """Some blocks by themselves, for a screen that is no document."""
    return Markup("").join(_block(block) for block in blocks)


def _fields(rows: list[tuple[str, str]]) -> Markup:
    inner = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(label, _lines(said)) for label, said in rows
    )
    return Markup('<dl class="sl-facts">{}</dl>').format(inner)


def _lines(text: str) -> Markup:
    return Markup("<br>").join(text.split("\n"))


def _block(block: Block) -> Markup:
    match block:
        case Heading():
            tag, size = f"h{block.level + 1}", ("m", "s", "s")[block.level - 1]
            opened = f'<{tag} class="govuk-heading-{size}">'
            return Markup(opened) + block.text + Markup(f"</{tag}>")
        case Paragraph():
            return Markup('<p class="govuk-body">{}</p>').format(_lines(block.text))
        case Quote():
            by = Markup("<footer>{}</footer>").format(block.by) if block.by else ""
            return Markup('<blockquote class="govuk-inset-text">{}{}</blockquote>').format(
                _lines(block.text), by
            )
        case FieldList():
            return _fields(list(block.rows))
        case Bullets():
            return _bullets(block)
        case Table():
            return _table(block)
        case Signature():
            return Markup('<p class="govuk-body sl-signature">Signed: {}<br>Date:</p>').format(
                block.who
            )
        case WriteIn():
            return _write_in(block)
        case Idea():
            words = Markup('<p class="govuk-body">{}</p>').format(_lines(block.text))
            return _beside("sl-idea", block.picture, words)
        case Box():
            return _beside("sl-idea sl-idea--box", block.picture, _fields(list(block.rows)))


def _beside(look: str, picture: str, words: Markup) -> Markup:
    # the pictures are the product's own drawings, and no word of anybody is in them
    drawn = Markup(svg(picture))
    return Markup('<div class="{}"><div class="sl-idea__picture">{}</div><div>{}</div></div>'
                  ).format(look, drawn, words)


def _write_in(block: WriteIn) -> Markup:
    hint = Markup('<p class="govuk-hint">{}</p>').format(block.hint) if block.hint else ""
    boxes = Markup("").join(Markup("<li>{}</li>").format(choice) for choice in block.choices)
    ticks = Markup('<ul class="govuk-list sl-boxes">{}</ul>').format(boxes) if boxes else ""
    lines = Markup('<div class="sl-line"></div>') * block.lines
    short = " sl-write-in--short" if block.lines == 1 and not (ticks or hint) else ""
    return Markup('<div class="sl-write-in{}"><p class="govuk-body"><strong>{}</strong></p>{}{}{}'
                  "</div>").format(short, block.question, hint, ticks, lines)


def _bullets(block: Bullets) -> Markup:
    tag, kind = ("ol", "number") if block.numbered else ("ul", "bullet")
    inner = Markup("").join(Markup("<li>{}</li>").format(_lines(item)) for item in block.items)
    return Markup(f'<{tag} class="govuk-list govuk-list--{kind}">') + inner + Markup(f"</{tag}>")


def _table(block: Table) -> Markup:
    columns = Markup("").join(Markup('<th scope="col">{}</th>').format(c) for c in block.columns)
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(_lines(cell)) for cell in row)
        )
        for row in block.rows
    )
    return Markup(
        '<div class="sl-table-frame" role="region" tabindex="0" aria-label="{0}">'
        '<table class="sl-table"><caption>{0}</caption>'
        "<thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>"
    ).format(block.caption, columns, rows)
