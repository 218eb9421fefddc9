"""A reference as templates read it."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnView:
    """What a source says it draws on: each of its parts may be empty, `title` and `publisher` not both."""

    publisher: str
    title: str
    when: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A reference: `number` within its item; `url` is empty where there is no safe link; `when` is never empty.

    `quoted` are its words that are cited where it stands, as they stand in it; empty where it is cited as a whole.
    `drawn` is what it says it draws on itself, where the genre shows that.
    """

    number: int
    anchor: str
    story: str
    title: str
    outlet: str
    url: str
    when: str
    language: Language
    foreign: bool
    quoted: str = ""
    drawn: tuple[DrawnView, ...] = ()
