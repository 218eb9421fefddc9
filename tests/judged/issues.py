"""What is shown to the judges: an issue of each genre in each language, and an archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from digest.model import Period, Subscriber
from digest.rendering import checking
from digest.rendering.templates import Templates
from digest.subscribers.wishes import Subscription
from digest.web.readers.pages import TROUBLES, Pages
from tests.rendering.sample_issue import sample
from tests.web.letters import NOW, configured

if TYPE_CHECKING:
    from pathlib import Path

    from digest.config.values import EditionLanguage
    from digest.model import Issue

LANGUAGES: tuple[EditionLanguage, ...] = ("ko", "en")
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


def letters(folder: Path) -> dict[str, str]:
    """By name: each readers' page in both languages."""
    pages = Pages(configured(folder), path="/letters")
    here = Subscription(
        id="i", person=Subscriber(id="i", address="reader@example.org", name="김민지", lists=("weekly",))
    )
    made = {}
    for language in LANGUAGES:
        made |= {
            f"leave-{language}": pages.ask(here, "token", language),
            f"left-{language}": pages.left(Subscription(id="i", left=NOW, back=True), "token", language),
            f"gone-{language}": pages.left(Subscription(id="i"), "token", language),
            f"back-{language}": pages.back(here, "token", language, NOW),
            f"choose-{language}": pages.choose(here, "token", language),
            f"saved-{language}": pages.choose(here, "token", language, saved=True),
        }
        for kind in TROUBLES:
            made[f"{kind}-{language}"] = pages.trouble(kind, language)
    return made
