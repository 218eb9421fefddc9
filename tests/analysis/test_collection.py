"""Memory that is free is given back of large batches, and nothing depends on it."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from digest.analysis.collection import MANY, give_back


class Library:
    """A C library that counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def malloc_trim(self, _pad: int) -> int:
        self.asked += 1
        return 1


def test_only_large_batches_ask_for_it(monkeypatch: pytest.MonkeyPatch):
    library = Library()
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    give_back(MANY - 1)
    assert library.asked == 0
    give_back(MANY)
    assert library.asked == 1


@pytest.mark.parametrize("error", [OSError, TypeError])
def test_a_system_without_it_goes_on(error: type[Exception], monkeypatch: pytest.MonkeyPatch):
    asked: list[Any] = []

    def none(name: object) -> object:
        asked.append(name)
        raise error

    monkeypatch.setattr(ctypes, "CDLL", none)
    give_back(MANY)
    assert asked == [None]


def test_another_c_library_goes_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    give_back(MANY)
