"""The built-in genres: what each of them is where a publication does not say otherwise. Here, and nowhere else.

A genre of a publication's own takes those of the built-in one that it is `like`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from digest.model import Anatomy

if TYPE_CHECKING:
    from collections.abc import Mapping

BUILT_IN: tuple[Anatomy, ...] = get_args(Anatomy)
USUAL: Anatomy = "weekly"
"""What a genre is like that says nothing of it."""

# The weekly is the settings' own defaults (tables.Genre). Its register stays as it was in what is published already:
# `digest init` writes "polite" into new publications.
DEFAULTS: Mapping[Anatomy, Mapping[str, object]] = {
    "weekly": {},
    "brief": {
        "period": "month",
        "items": 12,
        "leads": 0,
        "lines": 12,
        "sentences": 2,
        "boxes": ("ahead",),
        "register": "noun",
    },
    "report": {
        "period": "month",
        "items": 8,
        "leads": 0,
        "lines": 0,
        "sentences": 3,
        "boxes": ("terms", "figures", "ahead"),
        "register": "plain",
    },
    "review": {
        "period": "half-year",
        "items": 5,
        "leads": 0,
        "lines": 0,
        "sentences": 3,
        "boxes": ("terms", "key-figures"),
        "register": "plain",
    },
    "retrospective": {
        "period": "year",
        "items": 1,
        "leads": 1,
        "lines": 0,
        "sentences": 4,
        "boxes": ("quotations", "key-figures"),
        "register": "plain",
    },
}


def built_in(name: str) -> Anatomy:
    """The built-in genre of this name; where there is none, the one that any genre is like."""
    return next((one for one in BUILT_IN if one == name), USUAL)


def completed(given: Mapping[str, Any]) -> dict[str, Any]:
    """The `[genres]` of a configuration with what it leaves unsaid, and with every built-in genre.

    What is no table, or is like no built-in genre, stays as it is: to be told as a mistake.
    """
    every: dict[str, Any] = {name: {} for name in BUILT_IN}
    return {name: _completed(name, table) for name, table in (every | dict(given)).items()}


def _completed(name: str, table: Any) -> Any:
    if not isinstance(table, dict):
        return table
    like = table.get("like") or built_in(name)
    usual = DEFAULTS[built_in(like)] if isinstance(like, str) else {}
    return {**usual, "like": like, **table}
