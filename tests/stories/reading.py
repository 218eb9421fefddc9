"""Documents of the files beside these tests, and of texts written in them, by the real readers."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.sources.documents import document
from digest.sources.formats.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import Document, Story
    from digest.sources.formats.recognise import Format

DOCUMENTS = Path(__file__).parent / "documents"


def document_of(path: Path) -> Document:
    """The document that a file holds."""
    (content,) = read(path.read_bytes(), name=path.name)
    return document(content, source_key="test", locator=path.name)


def document_from(text: str, *, name: str = "text.txt") -> Document:
    """The document that a text is; its format is told by the name."""
    kind: Format = "markdown" if name.endswith(".md") else "html" if name.endswith(".html") else "plain"
    (content,) = read(text.encode(), name=name, kind=kind)
    return document(content, source_key="test", locator=name)


def gold_of(path: Path) -> dict[str, Any]:
    """What a reader wrote down beside a document: its stories, and what belongs to none."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def answer_of(stories: Iterable[Story]) -> list[dict[str, Any]]:
    """Stories as the scorer reads them."""
    return [
        {**asdict(story), "sources": [f"{cited.publisher} {cited.title}" for cited in story.citations]}
        for story in stories
    ]
