"""Documents of the files beside these tests, and of texts written in them, by the real readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.sources.documents import document
from digest.sources.formats.read import read

if TYPE_CHECKING:
    from digest.model import Document

DOCUMENTS = Path(__file__).parent / "documents"


def document_of(path: Path) -> Document:
    """The document that a file holds."""
    (content,) = read(path.read_bytes(), name=path.name)
    return document(content, source_key="test", locator=path.name)


def document_from(text: str, *, name: str = "text.txt") -> Document:
    """The document that a text is; its format is told by the name."""
    kind = "markdown" if name.endswith(".md") else "html" if name.endswith(".html") else "plain"
    (content,) = read(text.encode(), name=name, kind=kind)
    return document(content, source_key="test", locator=name)
