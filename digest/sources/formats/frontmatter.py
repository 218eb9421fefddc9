"""The settings before a Markdown text: Jekyll's YAML between `---`, Hugo's TOML between `+++`.

Of YAML only what front matter holds is read (`key: value`, lists and tables on one line or below, quotes, folded text);
anything else is passed over, never an error.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

FENCED = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>(?:[^\n]*\n){0,400}?)(?P=fence)[ \t]*(?:\n|\Z)"
)
PAIR = re.compile(r"(?P<key>[\w가-힣][\w가-힣 .-]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)$")
BELOW = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)$")
NAMES = ("name", "display_name", "title", "이름")
"""What a table calls whom or what it is about."""
FOLDED = re.compile(r"[>|][+-]?\d?$")


def split(text: str) -> tuple[dict[str, Any], str]:
    """The settings, keys in lower case, and the text after them; ({}, text) where there are none."""
    found = FENCED.match(text)
    if not found:
        return {}, text
    settings = _toml(found["body"]) if found["fence"] == "+++" else _yaml(found["body"])
    if not settings and found["body"].strip():
        return {}, text  # two rules around a paragraph are not front matter
    return settings, text[found.end() :]


def words(value: Any) -> str:
    """A setting as one string: lists joined by a comma, of tables the name."""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(words, value)))
    if isinstance(value, dict):
        return words(next((value[key] for key in NAMES if value.get(key)), ""))
    return str(value).strip() if value is not None else ""


def _toml(body: str) -> dict[str, Any]:
    try:
        return {key.lower(): value for key, value in tomllib.loads(body).items()}
    except (tomllib.TOMLDecodeError, RecursionError):  # brackets by the thousand
        return {}


def _yaml(body: str) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    key, folded = "", False
    for line in body.split("\n"):
        pair = PAIR.match(line) if line[:1] not in (" ", "\t", "#", "-") else None
        if pair:
            key, value = pair["key"].lower(), (pair["value"] or "").strip()
            folded = bool(FOLDED.match(value))
            settings[key] = "" if folded else _value(value)
        elif key and folded and line.strip():
            settings[key] = f"{settings[key]} {line.strip()}".strip()
        elif key and line.strip() and not line.lstrip().startswith("#"):
            settings[key] = _with(settings[key], line)
    return settings


def _with(known: Any, line: str) -> Any:
    """What is set, with a line below it: one more of a list, or one more pair of a table or of the last table of a list."""
    below = BELOW.match(line)
    inner = PAIR.match(below["value"].strip() if below else line.strip())
    if below:
        value = {inner["key"].lower(): _value(inner["value"] or "")} if inner else _value(below["value"])
        return [*known, value] if isinstance(known, list) else [value]
    if not inner:
        return known
    pair = {inner["key"].lower(): _value(inner["value"] or "")}
    if isinstance(known, list) and known and isinstance(known[-1], dict):
        return [*known[:-1], {**known[-1], **pair}]
    return {**known, **pair} if isinstance(known, dict) else known or pair


def _value(text: str) -> Any:
    told = text.strip()
    if told.startswith("[") and told.endswith("]"):
        return [_value(part) for part in told[1:-1].split(",") if part.strip()]
    if told.startswith("{") and told.endswith("}"):
        pairs = filter(None, (PAIR.match(part.strip()) for part in told[1:-1].split(",")))
        return {pair["key"].lower(): _value(pair["value"] or "") for pair in pairs}
    if len(told) > 1 and told[0] == told[-1] and told[0] in "\"'":
        return told[1:-1].replace(told[0] * 2, told[0])
    return re.sub(r"[ \t]+#.*$", "", told)
