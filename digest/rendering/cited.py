"""A reference as templates read it."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A reference: `number` within its item; `url` is empty where there is no safe link; `when` is never empty."""

    number: int
    anchor: str
    story: str
    title: str
    outlet: str
    url: str
    when: str
    language: Language
    foreign: bool
