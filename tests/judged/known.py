"""What the judges are known to say (known.toml), and how what they say now compares with it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path


def known(judge: str, pages: str) -> dict[str, re.Pattern[str]]:
    """The messages known of a judge about a kind of pages, each with what matches it; `{}` stands for anything."""
    table = tomllib.loads(Path(__file__).with_name("known.toml").read_text(encoding="utf-8"))
    entries = [entry for entry in table[judge] if entry["pages"] == pages]
    assert all(entry["why"] for entry in entries)
    texts = [entry.get("message") or entry["rule"] for entry in entries]
    return {text: re.compile(re.escape(text).replace(r"\{\}", ".*")) for text in texts}


def compared(said: set[str], judge: str, pages: str) -> tuple[list[str], list[str]]:
    """(what is said and not known, what is known and no longer said)."""
    patterns = known(judge, pages)
    new = [text for text in said if not any(pattern.fullmatch(text) for pattern in patterns.values())]
    gone = [text for text, pattern in patterns.items() if not any(map(pattern.fullmatch, said))]
    return sorted(new), sorted(gone)
