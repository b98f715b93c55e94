"""A printed document: one tree of typed blocks, made for a named recipient."""

from sightline.base.documents.blocks import (
    Box,
    Bullets,
    Document,
    FieldList,
    Heading,
    Idea,
    LeftOut,
    Paragraph,
    Quote,
    Recipient,
    Signature,
    Table,
    Typed,
    WriteIn,
    plain_text,
)
from sightline.base.documents.html import html
from sightline.base.documents.pdf import pdf

__all__ = [
    "Box",
    "Bullets",
    "Document",
    "FieldList",
    "Heading",
    "Idea",
    "LeftOut",
    "Paragraph",
    "Quote",
    "Recipient",
    "Signature",
    "Table",
    "Typed",
    "WriteIn",
    "html",
    "pdf",
    "plain_text",
]
