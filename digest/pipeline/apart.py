"""What a document came apart into, as the store keeps it: few bytes, which the document's own text makes whole again."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest import codec
from digest.errors import InputError
from digest.model import CalendarEvent, Story
from digest.stories.lineage import Sketch

if TYPE_CHECKING:
    from digest.model import Document
    from digest.stories.profile import LayoutProfile

_MARK = 32
"""Characters of the fingerprint that stands before the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A document come apart.

    `sketches` are of its stories' texts, in their order; `unmatched` are setting and pattern of what of its profile fits no line.
    """

    stories: tuple[Story, ...]
    events: tuple[CalendarEvent, ...]
    sketches: tuple[Sketch, ...]
    unmatched: tuple[tuple[str, str], ...] = ()


def given(document: Document, profile: LayoutProfile) -> str:
    """The fingerprint of all that unbundling is given."""
    return codec.fingerprint(codec.row(document), codec.row(profile))


def take_apart(document: Document, profile: LayoutProfile) -> Apart:
    """Unbundle a document."""
    from digest.stories.lineage import sketch
    from digest.stories.teaching import unmatched
    from digest.stories.unbundle import unbundle

    found = unbundle(document, profile=profile)
    return Apart(
        stories=found.stories,
        events=found.events,
        sketches=tuple(sketch(story.text) for story in found.stories),
        unmatched=tuple((one.setting, one.pattern) for one in unmatched(document, profile)),
    )


def pack(apart: Apart, document: Document, made_from: str) -> bytes | None:
    """What `unpack` makes the same of again; None where it cannot. Texts of stories are left out where they are those of their spans."""
    bare = tuple(
        replace(story, text="") if story.text == _text(story, document) else story for story in apart.stories
    )
    data = codec.row(replace(apart, stories=bare)).encode("utf-8", "surrogatepass")
    packed = zlib.compress(codec.fingerprint(made_from, data).encode() + data)
    return packed if unpack(packed, document, made_from) == apart else None


def unpack(packed: bytes, document: Document, made_from: str) -> Apart | None:
    """What the document came apart into; None where the bytes are damaged or were made from something else."""
    try:
        told = zlib.decompress(packed)
        mark, data = told[:_MARK], told[_MARK:]
        if mark != codec.fingerprint(made_from, data).encode():
            return None
        apart = codec.load(Apart, data, subject="store")
    except (zlib.error, InputError):
        return None
    stories = tuple(
        story if story.text else replace(story, text=_text(story, document)) for story in apart.stories
    )
    return replace(apart, stories=stories)


def _text(story: Story, document: Document) -> str:
    return "\n".join(document.text[span.start : span.end] for span in story.spans)
