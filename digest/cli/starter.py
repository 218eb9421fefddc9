"""The texts of a new publication: pure functions from answers to files."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from digest.cli import starter_words as words
from digest.model import Anatomy

if TYPE_CHECKING:
    from collections.abc import Iterable

INBOX = "inbox"
REGISTERS: dict[Anatomy, str] = {"weekly": "polite"}
"""How the Korean sentences of a new publication end, where its genre alone says otherwise (docs/decisions/0027)."""
CRONS = {
    "day": "0 7 * * *",
    "week": "0 7 * * mon",
    "month": "0 7 1 * *",
    "quarter": "0 7 1 1,4,7,10 *",
    "half-year": "0 7 1 1,7 *",
    "year": "0 7 1 1 *",
}
_FEED_WORDS = frozenset({"rss", "feed", "feeds", "atom", "index", "xml", "json", "rss2", "default"})
_FEED_ENDING = re.compile(r"\.(?:xml|rss|atom|json|rdf|php|aspx?|html?)$", re.IGNORECASE)
ZONES = {"ko": "Asia/Seoul", "en": "UTC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inlet:
    """A feed that the publication reads: an address on the web, or a file (`path`)."""

    url: str = ""
    path: str = ""
    title: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a person says of a new publication."""

    name: str
    language: Literal["ko", "en"]
    inlets: tuple[Inlet, ...]
    genre: Anatomy = "weekly"


def slug(text: str) -> str:
    """Lower-case Latin letters, digits and hyphens; `letter` where nothing of that is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or "letter"


def keys(inlets: Iterable[Inlet]) -> list[str]:
    """A key for each inlet, made from its host or file name, and of several on one host from its path too; none twice."""
    wanted = list(inlets)
    hosts = Counter(map(_name, wanted))
    found: list[str] = []
    for inlet in wanted:
        name = _name(inlet)
        own = _own_path(inlet.url) if hosts[name] > 1 else ""
        base = f"{name}-{own}"[:70].strip("-.") if own else name
        key, count = base, 1
        while key in found:
            count += 1
            key = f"{base}-{count}"
        found.append(key)
    return found


def _name(inlet: Inlet) -> str:
    name = _host(inlet.url) if inlet.url else re.split(r"[/\\]", inlet.path)[-1].rpartition(".")[0]
    return _plain(name) or "feed"


def _own_path(url: str) -> str:
    """What tells a feed's address from others on its host: its path and query without the words that every feed has."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    words = re.split(r"[/?&]", unquote(f"{parts.path}?{parts.query}"))
    own = (_FEED_ENDING.sub("", word) for word in words)
    return _plain("-".join(word for word in own if word and word.lower() not in _FEED_WORDS))


def _plain(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-.")[:70].strip("-.")


def config_text(answers: Answers, *, publication_id: str) -> str:
    """A commented config.toml."""
    from digest.config.genres import DEFAULTS

    return "\n".join(
        (
            words.HEAD[answers.language].format(
                id=quoted(publication_id),
                name=quoted(answers.name),
                language=quoted(answers.language),
                zone=quoted(ZONES[answers.language]),
            ),
            *_sources(answers),
            *_sections(answers),
            *_genre(answers),
            words.TAIL[answers.language].format(
                sentences=DEFAULTS[answers.genre].get("sentences", 3),
                cron=quoted(CRONS[str(DEFAULTS[answers.genre].get("period", "week"))]),
                genre=quoted(answers.genre),
            ),
        )
    )


def readme_text(answers: Answers) -> str:
    """The README of a new publication: what to type next."""
    from digest.config.genres import DEFAULTS

    title = " ".join(answers.name.split())
    return words.README[answers.language].format(
        name=title,
        inbox=words.INBOX_NOTE[answers.language] if not answers.inlets else "",
        period=str(DEFAULTS[answers.genre].get("period", "week")).replace("-", " "),
        genre=answers.genre,
    )


def quoted(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return re.sub(r"^(www|rss|feeds?)\.(?=.+\.)", "", host)


def _sources(answers: Answers) -> list[str]:
    if not answers.inlets:
        return [words.INBOX_SOURCE[answers.language].format(name=quoted(answers.name))]
    lines = [words.SOURCES[answers.language]]
    for inlet, key in zip(answers.inlets, keys(answers.inlets), strict=True):
        lines += ["[[sources]]", f"key = {quoted(key)}", 'kind = "feed"']
        if inlet.title:
            lines.append(f"name = {quoted(inlet.title)}")
        lines.append(f"path = {quoted(inlet.path)}" if inlet.path else f"url = {quoted(inlet.url)}")
        if inlet.category:
            lines.append(f"category = {quoted(inlet.category)}")
        lines.append("")
    return lines


def _sections(answers: Answers) -> list[str]:
    from digest.config.categories import OF_GENRES, USUAL

    lines = [words.SECTIONS[answers.language]]
    for one in OF_GENRES.get(answers.genre, USUAL)[answers.language]:
        told = ", ".join(quoted(word) for word in one.words)
        lines += ["[[sections]]", f"key = {quoted(one.key)}", f"title = {quoted(one.title)}"]
        lines += [f"words = [{told}]", ""]
    return lines


def _genre(answers: Answers) -> list[str]:
    """The table of the genre: its defaults, to be changed, and the voice of its Korean sentences."""
    from digest.config.genres import DEFAULTS

    table: dict[str, object] = {"period": "week", "items": 12, **DEFAULTS[answers.genre]}
    table.pop("sentences", None)  # they stand in [summary]
    voice = REGISTERS.get(answers.genre) or table.pop("register", None)
    if answers.language == "ko" and voice:
        table["register"] = voice
    about = words.ABOUT[answers.language][answers.genre]
    lines = [words.GENRE[answers.language].format(about=about), f"[genres.{answers.genre}]"]
    return [*lines, *(f"{key} = {_value(value)}" for key, value in table.items()), ""]


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
