"""A printed document: one tree of typed blocks, made for a named recipient."""

from sightline.base.documents.blocks import (
    Bullets,
    Document,
    FieldList,
    Heading,
    LeftOut,
    Paragraph,
    Quote,
    Recipient,
    Signature,
    Table,
    WriteIn,
    plain_text,
)
from sightline.base.documents.html import html
from sightline.base.documents.pdf import pdf

__all__ = [
    "Bullets",
    "Document",
    "FieldList",
    "Heading",
    "LeftOut",
    "Paragraph",
    "Quote",
    "Recipient",
    "Signature",
    "Table",
    "WriteIn",
    "html",
    "pdf",
    "plain_text",
]
