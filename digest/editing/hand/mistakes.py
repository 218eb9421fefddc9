"""Values of an edit file, taken one by one: what is not as it must be is told, all of it at once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from digest.model import Link

if TYPE_CHECKING:
    from collections.abc import Collection

_UNSAFE = re.compile(r"[\s<>\"\\]")


@dataclass(slots=True)
class Mistakes:
    """Those found so far, each with its line (0: not known)."""

    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, where: str, told: str) -> None:
        """Tell one."""
        self.found.append((line, f"{where}{f' (line {line})' if line else ''}: {told}"))

    def listed(self) -> tuple[str, ...]:
        """All of them, in the order of the file."""
        return tuple(dict.fromkeys(told for _, told in sorted(self.found, key=lambda one: one[0])))


class Table:
    """A table of the file, and where in the file its keys stand."""

    def __init__(
        self, values: dict[str, Any], where: str, mistakes: Mistakes, line: int, keys: dict[str, int]
    ) -> None:
        self._values = values
        self._where = where
        self._mistakes = mistakes
        self.line = line
        self._keys = keys

    def wrong(self, key: str, told: str) -> None:
        """Tell a mistake at a key."""
        where = f"{self._where}.{key}" if self._where else key
        self._mistakes.add(self._keys.get(key, self.line), where, told)

    def only(self, known: Collection[str], elsewhere: Collection[str] = ()) -> None:
        """Tell each key that is not known; `elsewhere` are those of the whole issue."""
        for key in self._values:
            if key in known:
                continue
            near = get_close_matches(key, known, n=1)
            if key in elsewhere:
                self.wrong(key, "is of the whole issue: move it above the first [[items]]")
            else:
                meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
                self.wrong(key, f"is no key of this table: {meant}")

    def has(self, key: str) -> bool:
        """Whether the file has a key here."""
        return key in self._values

    def raw(self, key: str) -> Any:
        """What stands at a key, as TOML has it."""
        return self._values.get(key)

    def yes(self, key: str) -> bool:
        """True or false."""
        found = self._values.get(key, False)
        if not isinstance(found, bool):
            self.wrong(key, "write true, or leave it out")
        return found is True

    def place(self, key: str, *, first: bool = False) -> int | None:
        """A place from 1; with `first`, true stands for the first."""
        found = self._values.get(key)
        if found is None or (first and found is False):
            return None
        if first and found is True:
            return 1
        if isinstance(found, bool) or not isinstance(found, int) or found < 1:
            self.wrong(key, f"write {'true, or ' if first else ''}a place from 1")
            return None
        return found

    def text(self, key: str, *, line: bool = False, needed: bool = False) -> str:
        """A text; with `line`, one that stands on one line."""
        found = self._values.get(key, "")
        if not isinstance(found, str):
            self.wrong(key, "write a text in quotation marks")
            return ""
        if line and any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in found.strip()):
            self.wrong(key, "write it on one line")
            return ""
        if needed and not found.strip():
            self.wrong(
                key, "is missing" if key not in self._values else "is empty: write it, or leave all out"
            )
        return found.strip()

    def one_of(self, key: str, known: Collection[str]) -> str:
        """One of several words; empty where none is given."""
        found = self._values.get(key, "")
        if found == "" or (isinstance(found, str) and found in known):
            return str(found)
        there = ", ".join(known)
        self.wrong(key, f"{found!r} is none of {there}" if there else "there are none in config.toml")
        return ""

    def listed(self, key: str) -> list[Any]:
        """A list; what stands alone is one of one."""
        found = self._values.get(key)
        return [] if found is None else found if isinstance(found, list) else [found]

    def links(self, key: str) -> tuple[Link, ...]:
        """Addresses, or tables of `text` and `url`."""
        made = []
        for one in self.listed(key):
            link = {"url": one} if isinstance(one, str) else one
            fits = isinstance(link, dict) and set(link) <= {"text", "url"}
            if not fits or not all(isinstance(part, str) for part in link.values()):
                self.wrong(key, 'write each as { text = "…", url = "https://…" }')
            elif self.address(key, link.get("url", "")):
                made.append(Link(url=link["url"].strip(), text=" ".join(link.get("text", "").split())))
        return tuple(made)

    def address(self, key: str, url: str) -> bool:
        """Whether a text is the address of a web page; tells where it is not."""
        if not is_web_address(url.strip()):
            self.wrong(key, f'"{url}" is not the address of a web page: it begins with https://')
            return False
        return True


def is_web_address(url: str) -> bool:
    """Whether a text is the address of a web page."""
    if _UNSAFE.search(url) or any(unicodedata.category(letter)[0] == "C" for letter in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
