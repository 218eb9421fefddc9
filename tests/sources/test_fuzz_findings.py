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
    "headlines that come again as the names of boxes do": (
        "plain",
        (
            "산골[소식\n전교 산골 2025.5.1~졸업생 한 명을 위해 음악회를 열었다. 마을 사람 백여 명이 강당을 채웠 진학한다.\n\n"
            + "【어촌 두 곳에 바닷물 온도 알리는 전광판】\n" * 3
            + "섰다. 양식장 은 휴대전화로도"
        ).encode(),
    ),
}


@pytest.mark.parametrize(("kind", "content"), FINDINGS.values(), ids=FINDINGS)
def test_what_once_broke_a_law_keeps_it(kind: Format, content: bytes):
    for found in read(content, name="x", kind=kind):
        check_content(found)
        made = document(found, source_key="fuzz", locator="x")
        check_unbundled(made, unbundle(made))
