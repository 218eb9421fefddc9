"""The texts of a new publication: pure functions from answers to files."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

INBOX = "inbox"
SECTIONS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "ko": (
        (
            "tech",
            "기술",
            (
                *(
                    "인공지능",
                    "AI",
                    "반도체",
                    "GPU",
                    "소프트웨어",
                    "오픈소스",
                    "클라우드",
                    "데이터센터",
                    "데이터베이스",
                ),
                *("서버", "보안", "해킹", "유출", "취약점", "개발자", "플랫폼", "로봇", "자율주행", "칩"),
                *("open source", "cloud", "chip", "software", "database", "security", "model", "developer"),
            ),
        ),
        (
            "economy",
            "경제",
            (
                *(
                    "투자",
                    "매출",
                    "영업이익",
                    "실적",
                    "금리",
                    "인수",
                    "합병",
                    "상장",
                    "시장",
                    "수출",
                    "가격",
                    "환율",
                    "증시",
                    "은행",
                ),
                *("earnings", "revenue", "acquisition", "funding", "market", "bank"),
            ),
        ),
        (
            "society",
            "사회",
            (
                *(
                    "정부",
                    "국회",
                    "법안",
                    "특별법",
                    "법원",
                    "판결",
                    "규제",
                    "과징금",
                    "교육",
                    "학교",
                    "지역",
                    "노동",
                    "복지",
                    "교통",
                    "경찰",
                ),
                *("government", "court", "regulation", "law", "school"),
            ),
        ),
        (
            "science",
            "과학·환경",
            (
                *(
                    "연구팀",
                    "연구진",
                    "논문",
                    "우주",
                    "위성",
                    "기후",
                    "수온",
                    "에너지",
                    "환경",
                    "의료",
                    "건강",
                    "백신",
                ),
                *("research", "study", "climate", "satellite", "health"),
            ),
        ),
    ),
    "en": (
        (
            "tech",
            "Technology",
            (
                *(
                    "AI",
                    "chip",
                    "GPU",
                    "software",
                    "open source",
                    "cloud",
                    "data center",
                    "database",
                    "server",
                ),
                *("security", "breach", "vulnerability", "developer", "robot", "browser", "model"),
            ),
        ),
        (
            "economy",
            "Economy",
            (
                *(
                    "investment",
                    "revenue",
                    "earnings",
                    "profit",
                    "acquisition",
                    "funding",
                    "market",
                    "price",
                    "bank",
                ),
                *("export", "tariff", "inflation", "shares"),
            ),
        ),
        (
            "society",
            "Society",
            (
                *(
                    "government",
                    "parliament",
                    "law",
                    "court",
                    "ruling",
                    "regulation",
                    "fine",
                    "school",
                    "council",
                ),
                *("labor", "transport", "police", "election"),
            ),
        ),
        (
            "science",
            "Science",
            (
                "research",
                "researchers",
                "study",
                "space",
                "satellite",
                "climate",
                "energy",
                "health",
                "vaccine",
            ),
        ),
    ),
}
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


def slug(text: str) -> str:
    """Lower-case Latin letters, digits and hyphens; `letter` where nothing of that is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or "letter"


def keys(inlets: Iterable[Inlet]) -> list[str]:
    """A key for each inlet, made from its host or file name; none twice."""
    found: list[str] = []
    for inlet in inlets:
        name = _host(inlet.url) if inlet.url else re.split(r"[/\\]", inlet.path)[-1].rpartition(".")[0]
        base = re.sub(r"[^\w.-]+", "-", name).strip("-.")[:70].lstrip("-.") or "feed"
        key, count = base, 1
        while key in found:
            count += 1
            key = f"{base}-{count}"
        found.append(key)
    return found


def config_text(answers: Answers, *, publication_id: str) -> str:
    """A commented config.toml."""
    return "\n".join(
        (
            _HEAD.format(
                id=quoted(publication_id),
                name=quoted(answers.name),
                language=quoted(answers.language),
                zone=quoted(ZONES[answers.language]),
            ),
            *_sources(answers),
            *_sections(answers.language),
            _TAIL,
        )
    )


def readme_text(answers: Answers) -> str:
    """The README of a new publication: what to type next."""
    title = " ".join(answers.name.split())
    return _README.format(name=title, inbox=_INBOX_NOTE if not answers.inlets else "")


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
        return [_INBOX_SOURCE]
    lines = ["# One table a source. The key names it for good; the rest may change."]
    for inlet, key in zip(answers.inlets, keys(answers.inlets), strict=True):
        lines += ["[[sources]]", f"key = {quoted(key)}", 'kind = "feed"']
        if inlet.title:
            lines.append(f"name = {quoted(inlet.title)}")
        lines.append(f"path = {quoted(inlet.path)}" if inlet.path else f"url = {quoted(inlet.url)}")
        if inlet.category:
            lines.append(f"category = {quoted(inlet.category)}")
        lines.append("")
    return lines


def _sections(language: str) -> list[str]:
    lines = ["# The sections of an issue, in their order, and words that lead a story into each."]
    for key, title, words in SECTIONS[language]:
        told = ", ".join(quoted(word) for word in words)
        lines += ["[[sections]]", f"key = {quoted(key)}", f"title = {quoted(title)}", f"words = [{told}]", ""]
    return lines


_HEAD = """\
# A publication of Ganchu. After a change, `digest check` tells whether all is well.
# Every table and key: docs/reference/configuration.md in the repository of Ganchu.

# The newsletter itself.
[publication]
id = {id}
name = {name}
language = {language}
timezone = {zone}  # an IANA name; days and the schedule are counted here
archive_url = ""  # where the web pages will stand, such as "https://letter.example.org"

# Who sends it: shown at the foot of every mail. Put your own before you send.
[publication.sender]
name = {name}
address = "newsletter@example.org"
contact = ""
"""

_INBOX_SOURCE = """\
# A folder: put .md, .html, .txt or .eml files into it.
[[sources]]
key = "inbox"
kind = "folder"
path = "inbox"

# A feed looks like this:
# [[sources]]
# key = "outlet"
# kind = "feed"
# url = "https://example.org/feed.xml"
"""

_TAIL = """\
# How much an item tells.
[summary]
sentences = 3

# The kind of issue: its period, and how many items it holds.
[genres.weekly]
period = "week"
items = 12

# When issues go out, in the publication's time zone; "required" waits for `digest approve`.
[schedule]
cron = "0 7 * * mon"
approval = "required"

# "outbox" writes mails as files into var/outbox; "smtp" sends them.
[delivery]
kind = "outbox"
"""

_INBOX_NOTE = """
There is no feed yet: put files into `inbox/`, or name feeds in `config.toml`.
"""

_README = """\
# {name}

`config.toml` describes this publication; everything the program makes goes into `var/`.
{inbox}
Next, in this folder:

    digest build            # read the sources and put together the issue of the last complete week
    digest preview --open   # look at it in the browser
    digest schedule         # stay, and put out an issue at the times that config.toml names
"""
