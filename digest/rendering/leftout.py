"""Why stories are not told, in words for readers: what kind of reason it was, and nothing of settings, issues and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.model import NotToldKind
    from digest.rendering.strings import Strings

WORDS: Mapping[NotToldKind, str] = {
    "rank": "left_out_rank",
    "told": "left_out_told",
    "still": "left_out_told",
    "same": "left_out_told",
    "drop": "left_out_subject",
    "only": "left_out_subject",
    "cap": "left_out_cap",
    "link": "left_out_link",
    "line": "left_out_line",
    "merged": "left_out_merged",
    "editor": "left_out_editor",
    "held": "left_out_held",
    "changed": "left_out_live",
    "gone": "left_out_live",
    "dead": "left_out_live",
    "other": "left_out_other",
}
"""The words of each kind."""


def worded(kind: NotToldKind, strings: Strings) -> str:
    """A kind of reason in the reader's language."""
    return strings(WORDS[kind])
