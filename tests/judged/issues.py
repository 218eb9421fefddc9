"""What is shown to the judges: an issue of each genre in each language, and an archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from digest.model import Period
from digest.rendering import checking
from digest.rendering.templates import Templates
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from digest.model import Issue

LANGUAGES = ("ko", "en")
TITLES = {"ko": "맥락", "en": "Context"}
WEB = "https://letter.example.org/archive/issues/shown/"


def genres() -> tuple[str, ...]:
    """The genres that the package has templates for."""
    names = Templates(None).names()
    return tuple(sorted({name.split("/")[1] for name in names if name.startswith("issue/")}))


def shown() -> dict[str, Issue]:
    """By name: the sample issue, and a specimen of each genre, in both languages."""
    issues = {
        f"sample-{language}": replace(sample(), language=language, title=TITLES[language])
        for language in LANGUAGES
    }
    for genre in genres():
        for language in LANGUAGES:
            issues[f"{genre}-{language}"] = checking.specimen(genre, language)
    return issues


def archived() -> tuple[Issue, Issue]:
    """Two issues that share a storyline."""
    issue = sample()
    before = replace(
        issue,
        id="sample-weekly-2025-11-10",
        number=47,
        period=Period(start=date(2025, 11, 10), end=date(2025, 11, 17)),
    )
    return issue, before
