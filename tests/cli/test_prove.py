"""What `digest verify` counts as proved."""

from __future__ import annotations

from typing import get_args

from digest.cli.prove import _counted, _provable
from digest.editing.verify import Finding, What


def finding(what: str, verdict: str = "proved") -> Finding:
    return Finding(item="i", what=what, text="t", verdict=verdict)  # type: ignore[arg-type]  # literals


def test_what_an_editor_wrote_is_not_counted_as_proved():
    found = [
        finding("headline"),
        finding("headline", "editor"),
        finding("sentence"),
        finding("sentence"),
        finding("note", "unsupported"),
        finding("earlier", "unchecked"),
        finding("fact"),
    ]
    assert _counted(found) == "2 sentences, 1 headline and 1 new fact"
    assert _counted(found[1:2]) == "nothing to be"


def test_every_kind_of_finding_is_counted_but_the_editors_notes():
    assert set(get_args(What)) - set(_provable()) == {"note"}
    assert _counted([finding(what) for what in _provable()]).count("1 ") == len(_provable())
