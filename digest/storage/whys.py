"""Reasons as columns keep them: somebody's own words as they are, a reason of the program as JSON of its kind and values."""

from __future__ import annotations

import json
from typing import Any

from digest.model.why import WORDS, Why

_MARK = '{"why": '


def dump(reason: str) -> str:
    """A reason for a column of text."""
    return json.dumps(_plain(reason), ensure_ascii=False) if isinstance(reason, Why) else reason


def load(text: str) -> str:
    """The reason that a column holds; what no `Why` of this version of the program is, stays the text that it is."""
    if not text.startswith(_MARK):
        return text
    try:
        found = _read(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError):
        return text
    return found if isinstance(found, Why) else text


def _read(value: Any) -> Any:
    """What JSON holds of a value."""
    if isinstance(value, list):
        return tuple(_read(one) for one in value)
    if not isinstance(value, dict):
        return value
    kind = value.pop("why")
    if kind not in WORDS:
        raise ValueError(kind)
    return Why(kind, **{name: _read(one) for name, one in value["of"].items()})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Why):
        return {"why": value.kind, "of": {name: _plain(one) for name, one in value.values.items()}}
    return value
