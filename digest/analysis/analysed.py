"""What the analysers say of stories, in a form that can be kept: the same texts need not be analysed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digest import codec
from digest.language.packing import FORM, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.language.analyser import Analyser
    from digest.language.words import Analysed
    from digest.model import Story

NOTHING: Mapping[str, bytes] = {}


def version(analyser: Analyser) -> str:
    """Everything beside a story's texts that determines what is kept of it."""
    return f"{analyser.version}; form {FORM}"


def name(story: Story) -> str:
    """What a story's analysis is known by: the fingerprint of its language and texts."""
    return codec.fingerprint(story.language, "whole" if not story.sentences else "apart", *texts(story))


def texts(story: Story) -> tuple[str, ...]:
    """The texts of a story that are analysed: its title, and its text or each sentence that it brings."""
    return (story.title, *([sentence.text for sentence in story.sentences] or [story.text]))


class Kept(NamedTuple):
    """The analysis of a story's texts.

    Attributes:
        analysed: of each of `texts`.
        packed: the same as bytes.
        behind: what was kept behind these bytes; nothing behind a new analysis.
    """

    analysed: list[Analysed]
    packed: bytes
    behind: bytes = b""


def analyse(stories: Mapping[str, Story], analyser: Analyser, known: Mapping[str, bytes]) -> dict[str, Kept]:
    """The analysis of each story, by its name.

    Args:
        stories: any, by name.
        analyser: called once, with the texts of all stories that are not known; not at all where there are none.
        known: packed analyses by name, made by the same version; what cannot be read counts as not known.
    """
    done = {own: kept for own, story in stories.items() if (kept := _read(story, known.get(own))) is not None}
    fresh = {own: story for own, story in stories.items() if own not in done}
    asked = [(text, story.language) for story in fresh.values() for text in texts(story)]
    answers = iter(analyser.analyse([text for text, _ in asked], [language for _, language in asked]))
    for own, story in fresh.items():
        found = [next(answers) for _ in texts(story)]
        done[own] = Kept(found, pack(texts(story), found))
    return done


def _read(story: Story, packed: bytes | None) -> Kept | None:
    if not packed:
        return None
    try:
        found, behind = unpack(texts(story), packed)
    except ValueError:
        return None
    return Kept(found, packed[: len(packed) - len(behind)], behind)
