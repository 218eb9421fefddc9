"""Batches of stories from titles and texts, each of a document and a source of its own, without days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.prepared import Prepared, prepare
from digest.language.detect import detect
from digest.model import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.language.analyser import Analyser


def stories(told: Sequence[tuple[str, str]], analyser: Analyser) -> tuple[Prepared, ...]:
    """The stories of some titles and texts, analysed."""
    return prepare(
        [
            Story(
                id=f"s{number}",
                document=f"d{number}",
                source=f"o{number}",
                title=title,
                text=text,
                language=detect(title, text),
            )
            for number, (title, text) in enumerate(told)
        ],
        analyser,
    )
