"""The smallest input of each kind that once broke a law of reading or unbundling (`benchmarks/fuzz.py` looks for more)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.unbundle import unbundle
from tests.laws import check_content, check_unbundled

if TYPE_CHECKING:
    from digest.sources.formats.recognise import Format

FINDINGS: dict[str, tuple[Format, bytes]] = {
    "a control character in a sender's name": ("mail", b"From:@\x90\nE"),
    "a blank that is no space in a letter's headers": ("mail", b"\x94\nSubject:\xa0From:0\nTo:.\n\xec"),
    "a line separator in a heading that gives the title": ("markdown", "# e\u2028P".encode()),
}


@pytest.mark.parametrize(("kind", "content"), FINDINGS.values(), ids=FINDINGS)
def test_what_once_broke_a_law_keeps_it(kind: Format, content: bytes):
    for found in read(content, name="x", kind=kind):
        check_content(found)
        made = document(found, source_key="fuzz", locator="x")
        check_unbundled(made, unbundle(made))
