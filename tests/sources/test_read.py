"""What holds for every format."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from digest.errors import InputError
from digest.sources.formats.read import read
from digest.sources.formats.recognise import Format
from tests.laws import check_content as check
from tests.patience import patience

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = (
    b"<!doctype html><html><head><title>t</title></head><body><table><tr><td>a<td>b<tr><td>c<td>d</table><ul><li>x",
    b"---\ntitle: x\n---\n# a\n- b\n  - c\n\n[l](http://a.kr)",
    b"From: a@b.kr\nTo: c@d.kr\nSubject: =?euc-kr?b?wKk=?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhi\n--x--",
    b"<rss version='2.0'><channel><item><title>a</title><description>&lt;p&gt;b</description></item></channel></rss>",
    b'{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"x"}]}',
    b"From a@b Mon Jan  6 07:00:00 2025\nFrom: a@b.kr\n\nx\n\nFrom a@b Mon Jan  6 07:00:00 2025\nFrom: a@b.kr\n\ny",
)


def _broken(draw: st.DrawFn) -> bytes:
    seed = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(seed)))
        seed[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return bytes(seed)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.binary(max_size=300), st.composite(_broken)()), st.sampled_from([None, *get_args(Format)])
)
@example(b"http://:#", None)
def test_any_bytes_under_any_name_are_read_or_refused_in_one_line(content: bytes, kind: Format | None):
    told = ""
    try:
        for found in read(content, name="x", kind=kind):
            check(found)
    except InputError as error:
        told = str(error)
    assert "\n" not in told


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["html", "markdown", "plain", "mail"]))
def test_any_text_keeps_the_contract(text: str, kind: Format):
    try:
        for found in read(text.encode("utf-8", "replace"), name="x", kind=kind):
            check(found)
    except InputError:
        pass


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"  \n", "is empty"),
        (b"%PDF-1.4 x", "the PDF is broken"),
        (b"PK\x03\x04 word/", "DOCX is not read yet"),
        (b"\x89PNG\r\n\x1a\n", "not a text"),
        (b"<html><body><script>x</script>", "no text in it"),
    ],
)
def test_what_cannot_be_read_says_so(content: bytes, told: str):
    with pytest.raises(InputError, match=told):
        read(content, name="x")


@pytest.mark.shared
@pytest.mark.parametrize(
    "archive",
    [
        *("feeds/feedjira_sample_feeds", "feeds/feedparser_tests", "feeds/feedvalidator_testcases"),
        *("feeds/gofeed_testdata", "mail/flanker_fixtures", "mail/mail-parser_mails"),
    ],
)
def test_awkward_real_files_are_read_or_refused(shared: Path, archive: str):
    unread = 0
    with tarfile.open(shared / "data" / f"{archive}.tar.xz") as files:
        for member in files:
            if member.isfile() and (file := files.extractfile(member)):
                with patience():
                    try:
                        for found in read(io.BytesIO(file.read()).getvalue(), name=member.name):
                            check(found)
                    except InputError:
                        unread += 1
    print(f"{archive}: {unread} refused")


def test_a_name_that_holds_a_line_feed_or_no_text_is_told_in_one_line():
    """Files may be called so; what an error says of them can be printed and stored."""
    with pytest.raises(InputError, match=r"^two lines\.txt: is empty") as caught:
        read(b"", name="two\nlines\udc80.txt")
    assert str(caught.value).encode().isascii()
