"""What fails in many pages or files of a source in the same way is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW = 3
"""So many failures of one kind are told each by itself; of more, so many are named."""


def once(failures: Iterable[InputError], label: str) -> tuple[InputError, ...]:
    """The failures of a source, those of one message and hint as one, which names the first and says how many there are more.

    A feed whose thirty pages lie on a host that is not allowed has one mistake, not thirty.
    """
    kinds: dict[tuple[str, str], list[InputError]] = {}
    for one in failures:
        kinds.setdefault((one.message, one.hint), []).append(one)
    told = []
    for (message, hint), same in kinds.items():
        if len(same) <= FEW:
            told += same
        else:
            places = [one.subject.removeprefix(f"{label}, ") for one in same[:FEW]]
            subject = f"{label}, {', '.join(places)} and {len(same) - FEW} more"
            told.append(InputError(subject, message, hint))
    return tuple(told)
