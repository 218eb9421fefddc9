"""Values to JSON and back: the one codec of the program, for every type of `digest.model`.

Every JSON Lines row carries `type`; every order is the order of the fields, so the same value gives the same bytes.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from digest.errors import InputError
from digest.fingerprints import fingerprint
from digest.model import Issue
from digest.model.nottold import brought_up

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["dump", "fingerprint", "load", "plain", "row"]
T = TypeVar("T")
ROW_TYPES = {"Story": "story", "Part": "part", "CalendarEvent": "event"}
FORMER: dict[Any, Callable[[Any], Any]] = {Issue: brought_up}
"""What was stored otherwise by former versions → how its JSON becomes that of this one."""


@lru_cache(maxsize=64)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def plain(value: Any) -> Any:
    """The value as dicts, lists, strings and numbers, ready for any JSON writer."""
    kind: Any = type(value)
    return _adapter(kind).dump_python(value, mode="json")


def row(value: Any) -> str:
    """One line of JSON Lines, without its line feed; stories, parts and events carry their `type`."""
    body = plain(value) if not isinstance(value, dict) else value
    name = ROW_TYPES.get(type(value).__name__)
    tagged = {"type": name, **body} if name else body
    return json.dumps(tagged, ensure_ascii=False)


def dump(value: Any) -> str:
    """An indented JSON document that ends in a line feed."""
    return json.dumps(plain(value), ensure_ascii=False, indent=1) + "\n"


def load(kind: type[T], text: str | bytes, *, subject: str) -> T:
    """Read a value of `kind` back from JSON, also as a former version of the program wrote it.

    Raises:
        InputError: the text is not JSON of this kind; says where.
    """
    try:
        return cast("T", _adapter(cast("Any", kind)).validate_json(text))
    except ValidationError as error:
        if kind in FORMER and (found := _former(kind, text)) is not None:
            return found
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the whole file"
        raise InputError(
            subject,
            f"holds no {_called(kind)} that this version reads ({where}: {first['msg']})",
            "build it again, or restore it from a backup",
        ) from None


def _called(kind: Any) -> str:
    """What a kind of values is called in words: `calendar event` for `CalendarEvent`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def _former(kind: type[T], text: str | bytes) -> T | None:
    """The value as a former version wrote it; None where none did."""
    try:
        value = FORMER[kind](json.loads(text))
        return cast("T", _adapter(cast("Any", kind)).validate_json(json.dumps(value)))
    except (ValueError, LookupError, TypeError):
        return None
