"""The archive's wings: the issues of each language, with an index and a feed of their own, and how one leads to the other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from digest.archive.card import Card
from digest.model import Language
from digest.rendering import kinds, strings
from digest.rendering.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Wing:
    """The issues of one language, newest first; `folder` is its place in the site: empty for the first, else `en/`.

    `listed` are those that the index tells of; `fed`, the feed: what is withdrawn is among these alone. `topics` and
    `outlets` say whether names and outlets have pages.
    """

    language: Language
    folder: str
    words: Strings
    issues: tuple[Card, ...]
    fed: tuple[Card, ...]
    listed: tuple[Card, ...]
    topics: bool = False
    outlets: bool = False

    @property
    def up(self) -> str:
        """From its index to the site's own folder."""
        return "../" if self.folder else ""

    @property
    def suffix(self) -> str:
        """What the names of its storylines' pages end with."""
        return f"-{self.language}" if self.folder else ""

    @property
    def base(self) -> str:
        """The site's address; empty where the publication has none."""
        return self.issues[0].archive_url if self.issues else ""

    @property
    def home(self) -> str:
        """Its address; empty where the publication has no archive address."""
        return f"{self.base}{self.folder}" if self.base else ""

    @property
    def heading(self) -> dict[str, object]:
        """What every page of it tells of the site."""
        return {
            "title": self.title,
            "home": self.home,
            "feed": bool(self.fed),
            "folder": self.folder,
            "subscribe": _subscribe(self.issues[0].contact, self.words) if self.issues else "",
            "search": bool(self.listed) or not self.folder,
            "topics": self.topics,
            "outlets": self.outlets,
        }

    @property
    def title(self) -> str:
        """What the publication is called in it."""
        return _title(self.issues) if self.issues else self.words("home")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in another language, or in this one (`here`): its path in the site; no `url` without an archive address."""

    language: Language
    label: str
    path: str
    url: str
    here: bool


def wings(every: Sequence[Card], folder: Path | None, unlisted: Collection[str] = ()) -> tuple[Wing, ...]:
    """The wings of a site, that of the primary edition first; one alone where no issue has several editions.

    Args:
        every: the issues, newest first.
        folder: the publication's, for its words.
        unlisted: ids of issues that get their page, but no place in the index and the feed.
    """
    first: Language = every[0].language if every else "ko"
    newest = next((one for one in every if one.editions), None)
    if newest is None:
        return (_wing(first, "", every, folder, unlisted),)
    primary = newest.editions[0]
    languages = dict.fromkeys((primary, *newest.editions, *(one.language for one in every)))
    return tuple(
        _wing(
            language,
            "" if language == primary else f"{language}/",
            [one for one in every if one.language == language],
            folder,
            unlisted,
        )
        for language in languages
    )


def _wing(
    language: Language, place: str, issues: Sequence[Card], folder: Path | None, unlisted: Collection[str]
) -> Wing:
    words = strings.load(folder, language)
    shown = _told_apart(issues, {one.genre for one in issues if one.issue not in unlisted}, words)
    return Wing(
        language=language,
        folder=place,
        words=words,
        issues=shown,
        fed=tuple(one for one in shown if one.issue not in unlisted),
        listed=tuple(one for one in shown if one.issue not in unlisted and not one.withdrawn),
    )


def _told_apart(issues: Sequence[Card], genres: Collection[str], words: Strings) -> tuple[Card, ...]:
    """Issues of several genres with what these are called: their own title, else their name. Each genre counts for itself."""
    if len(genres) <= 1:
        return tuple(issues)
    title = _title(issues)
    return tuple(
        replace(one, kind=one.title if one.title != title else kinds.word(one.genre, words)) for one in issues
    )


def _title(issues: Sequence[Card]) -> str:
    """What the publication is called: a genre may have a title of its own, so that of which most issues are tells it."""
    usual = Counter(one.genre for one in issues).most_common(1)[0][0]
    return next(one.title for one in issues if one.genre == usual)


def of_issue(one: Card, pages: Mapping[str, Card], words: Callable[[str], Strings]) -> tuple[Alternate, ...]:
    """The editions of an issue that have a page, the primary first; none where there is one alone.

    Args:
        one: the issue.
        pages: the issues that have one, by their ids.
        words: gives those of a language.
    """
    ids = [one.edition(language) for language in one.editions]
    return several(
        Alternate(
            language=other.language,
            label=words(other.language)("edition"),
            path=other.path,
            url=other.url if other.archive_url else "",
            here=other.issue == one.issue,
        )
        for other in (pages[name] for name in ids if name in pages)
    )


def of_page(wing: Wing, places: Sequence[tuple[Wing, str]]) -> tuple[Alternate, ...]:
    """The same page in several wings; none where there is one alone.

    Args:
        wing: the one whose page it is.
        places: each wing that has it, with its path there, from the site's own folder.
    """
    return several(
        Alternate(
            language=other.language,
            label=other.words("edition"),
            path=path,
            url=f"{other.base}{path.removesuffix('index.html')}" if other.base else "",
            here=other.folder == wing.folder,
        )
        for other, path in places
    )


def several(found: Iterable[Alternate]) -> tuple[Alternate, ...]:
    """All, or none where there is one alone."""
    every = tuple(found)
    return every if len(every) > 1 else ()


def _subscribe(contact: str, words: Strings) -> str:
    """Where a reader asks for the letter: the publication's page, or a mail to it; empty where it names neither."""
    if re.fullmatch(r"https?://[^\s\"<>]+", contact):
        return contact
    if re.fullmatch(r"[^@\s\"<>?&%]+@[^@\s\"<>?&%]+\.[^@\s\"<>?&%]+", contact):
        return f"mailto:{contact}?subject={quote(words('subscribe'))}"
    return ""
