"""What the analysers say of stories, in a form that can be kept: the same texts need not be analysed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import codec
from digest.language.packing import FORM, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def analyse(
    stories: Sequence[Story], analyser: Analyser, known: Mapping[str, bytes] = NOTHING
) -> tuple[list[list[Analysed]], dict[str, bytes]]:
    """The analysis of each text of each story, and what was not known: packed, by name.

    Args:
        stories: any.
        analyser: called once, with the texts of all stories that are not known; not at all where there are none.
        known: packed analyses by name, made by the same version; what cannot be read counts as not known.
    """
    names = [name(story) for story in stories]
    done = {
        own: found
        for story, own in zip(stories, names, strict=True)
        if (found := _read(story, known.get(own)))
    }
    fresh = {own: story for story, own in zip(stories, names, strict=True) if own not in done}
    asked = [(text, story.language) for story in fresh.values() for text in texts(story)]
    answers = iter(analyser.analyse([text for text, _ in asked], [language for _, language in asked]))
    made = {}
    for own, story in fresh.items():
        done[own] = [next(answers) for _ in texts(story)]
        made[own] = pack(texts(story), done[own])
    return [done[own] for own in names], made


def _read(story: Story, packed: bytes | None) -> list[Analysed] | None:
    try:
        return unpack(texts(story), packed) if packed else None
    except ValueError:
        return None
