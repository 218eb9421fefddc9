"""The archive's wings: the issues of each language, with an index and a feed of their own, and how one leads to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.archive.bound import Bound
from digest.model import Language
from digest.rendering import strings
from digest.rendering.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Wing:
    """The issues of one language, newest first; `folder` is its place in the site: empty for the first, else `en/`."""

    language: Language
    folder: str
    words: Strings
    issues: tuple[Bound, ...]

    @property
    def up(self) -> str:
        """From its index to the site's own folder."""
        return "../" if self.folder else ""

    @property
    def suffix(self) -> str:
        """What the names of its storylines' pages end with."""
        return f"-{self.language}" if self.folder else ""

    @property
    def home(self) -> str:
        """Its address; empty where the publication has no archive address."""
        base = self.issues[0].view.archive_url if self.issues else ""
        return f"{base}{self.folder}" if base else ""

    @property
    def title(self) -> str:
        """What the publication is called in it."""
        return self.issues[0].view.title if self.issues else self.words("home")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in another language, or in this one (`here`): its path in the site; no `url` without an archive address."""

    language: Language
    label: str
    path: str
    url: str
    here: bool


def wings(every: Sequence[Bound], folder: Path | None) -> tuple[Wing, ...]:
    """The wings of a site, that of the primary edition first; one alone where no issue has several editions.

    Args:
        every: the issues, newest first.
        folder: the publication's, for its words.
    """
    first: Language = every[0].issue.language if every else "ko"
    newest = next((one.issue for one in every if one.issue.editions), None)
    if newest is None:
        words = every[0].words if every else strings.load(folder, first)
        return (Wing(language=first, folder="", words=words, issues=tuple(every)),)
    primary = newest.editions[0]
    languages = dict.fromkeys((primary, *newest.editions, *(one.issue.language for one in every)))
    return tuple(
        Wing(
            language=language,
            folder="" if language == primary else f"{language}/",
            words=strings.load(folder, language),
            issues=tuple(one for one in every if one.issue.language == language),
        )
        for language in languages
    )


def of_issue(one: Bound, every: Sequence[Bound]) -> tuple[Alternate, ...]:
    """The editions of an issue that have a page, the primary first; none where there is one alone."""
    pages = {other.issue.id: other for other in every}
    ids = [one.issue.edition(language) for language in one.issue.editions]
    found = [pages[name] for name in ids if name in pages]
    return _several(
        [
            Alternate(
                language=other.issue.language,
                label=other.words("edition"),
                path=other.path,
                url=other.url if other.view.archive_url else "",
                here=other is one,
            )
            for other in found
        ]
    )


def of_index(
    wing: Wing, every: Sequence[Wing], listed: Mapping[str, Sequence[Bound]]
) -> tuple[Alternate, ...]:
    """The indexes of the wings that list an issue; none where there is one alone."""
    return _several(
        [
            Alternate(
                language=other.language,
                label=other.words("edition"),
                path=f"{other.folder}index.html",
                url=other.home,
                here=other is wing,
            )
            for other in every
            if listed[other.folder]
        ]
    )


def _several(found: list[Alternate]) -> tuple[Alternate, ...]:
    return tuple(found) if len(found) > 1 else ()
