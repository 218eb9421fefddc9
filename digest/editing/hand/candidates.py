"""The sentences and the sources of an item that the editor can name, each by a key that stays its own.

A key is that of what it names, not of where it stands: a sentence keeps it as long as its story tells it in the same
words, wherever it moves to, and no other sentence ever has it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digest.analysis.candidates import sentences as telling
from digest.codec import fingerprint
from digest.editing.hand.keys import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Sentence


def keyed(member: Prepared, *, all_: bool = False) -> dict[str, Sentence]:
    """The sentences of a story that may be told, by key, in their order; with `all_`, those that only an editor would take."""
    seen: Counter[str] = Counter()
    found = {}
    chosen = set() if all_ else {(one.start, one.end) for one in telling(member)}
    for one in telling(member, lenient=True):
        key = fingerprint("sentence", one.story, one.text, str(seen[one.text]))[:SIGNS]
        seen[one.text] += 1
        if all_ or (one.start, one.end) in chosen:
            found[key] = one
    return found


def all_keyed(members: Iterable[Prepared]) -> dict[str, Sentence]:
    """Every sentence of these stories that the editor may take, by key."""
    return {key: one for member in members for key, one in keyed(member, all_=True).items()}


def key_of(sentence: Sentence, members: Sequence[Prepared]) -> str:
    """The key of a sentence of one of these stories; empty where it is none of theirs."""
    member = next((one for one in members if one.story.id == sentence.story), None)
    found = keyed(member, all_=True) if member else {}
    return next((key for key, one in found.items() if one == sentence), "")
