"""Readers are told why stories are not told: in their language, without settings and addresses."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from digest.model import NotToldKind
from digest.rendering import leftout, strings

HANGUL = re.compile(r"[가-힣]")


@pytest.mark.parametrize("kind", get_args(NotToldKind))
def test_every_kind_is_worded_for_readers_in_both_languages(kind: NotToldKind):
    korean, english = (leftout.worded(kind, strings.load(None, one)) for one in ("ko", "en"))
    assert HANGUL.search(korean)
    assert not re.search(r"[A-Za-z]|\d", korean)
    assert re.search(r"[a-z]", english)
    assert not HANGUL.search(english)
