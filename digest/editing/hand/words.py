"""The editor's own words: as sentences and headlines of an issue, and told from those of a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.language.tags import untagged
from digest.model import Headline, Item, Pick, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.editing.hand.values import OwnItem
    from digest.model import Language

COPIED = 20
"""Letters from which a sentence that stands in the editor's words is a quotation, and no turn of speech."""


def pick(text: str) -> Pick:
    """A sentence of the editor's."""
    return Pick(
        sentence=Sentence(story="", start=0, end=len(text), text=text), provenance="editor", reasons=()
    )


def headline(text: str, members: Sequence[Prepared], language: Language) -> Headline:
    """The editor's headline; where it is the title of a source, word for word, that title."""
    for member in members:
        if member.story.title and text == untagged(member.story.title):
            return title(member)
    return Headline(text=text, story="", language=language, provenance="editor")


def title(member: Prepared) -> Headline:
    """The title of a source as a headline."""
    story = member.story
    return Headline(text=untagged(story.title), story=story.id, language=story.language)


def quoted(text: str, sentences: Mapping[str, Sentence]) -> str:
    """The key of a source's sentence that stands, whole, in what is to be the editor's own; empty where none does."""
    plain = _plain(text)
    return next(
        (key for key, one in sentences.items() if len(one.text) >= COPIED and _plain(one.text) in plain), ""
    )


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip()


def item(own: OwnItem, language: Language, section: str, taken: set[str]) -> Item:
    """An item of the editor's; it has no sources, and an id by its headline."""
    counter, name = 0, ""
    while not name or name in taken:
        name = fingerprint("own", own.headline, *([str(counter)] if counter else []))[:16]
        counter += 1
    taken.add(name)
    size = own.size or "full"
    return Item(
        id=name,
        headline=Headline(text=own.headline, story="", language=language, provenance="editor"),
        picks=tuple(map(pick, own.sentences)) if size != "line" else (),
        references=(),
        clusters=(),
        outlets=(),
        section=section,
        size=size if own.sentences or own.note or own.links else "line",
        note=own.note,
        links=own.links,
    )
