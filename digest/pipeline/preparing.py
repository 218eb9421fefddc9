"""The analysis of stories, with what the store knows of it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.pipeline.program import program
from digest.storage import analyses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.analyser import Analyser
    from digest.model import Story
    from digest.storage.store import Store


def prepare(store: Store, stories: Sequence[Story], analyser: Analyser) -> tuple[Prepared, ...]:
    """As `analysis.prepared.prepare`, but nothing is analysed that was before; what was not is kept."""
    from digest.analysis.analysed import name, version
    from digest.analysis.prepared import prepare_anew

    told = [(story.document, name(story)) for story in stories]
    with store.read() as connection:
        known = analyses.known(connection, version(analyser), sorted({document for document, _ in told}))
    prepared, made = prepare_anew(stories, analyser, known, program())
    with store.write() as connection:
        analyses.keep(connection, version(analyser), told, made)
    return prepared
