"""Bytes → text and format, whatever they claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.sources.formats.charset import decode
from digest.sources.formats.recognise import recognise

KOREAN = "정부가 오늘 새로운 계획을 발표했다. 자세한 내용은 다음 주에 나온다."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949", "euc-kr", "utf-16-le"])
def test_korean_is_read_without_any_declaration(encoding: str):
    """UTF-8, UTF-16 and CP949 are told apart by their bytes (ASCII around it as in any page)."""
    text = f"<html><p>{KOREAN}</p></html>" if encoding == "utf-16-le" else KOREAN
    text = f"{text}{' ' * 40 * (encoding == 'utf-16-le')}"
    assert KOREAN in decode(text.encode(encoding))


@pytest.mark.parametrize(
    "declared", ["euc-kr", "KS_C_5601-1987", "iso-8859-1", "utf-16", "no-such-code", "idna", "hex", ""]
)
def test_utf_8_wins_over_a_wrong_declaration(declared: str):
    assert decode(KOREAN.encode(), declared) == KOREAN


def test_a_declaration_settles_what_bytes_leave_open():
    assert decode("naïve café".encode("latin-1"), "iso-8859-1") == "naïve café"
    assert decode("日本語です".encode("shift_jis"), "shift_jis") == "日本語です"
    assert decode(KOREAN.encode("iso2022_kr"), "iso-2022-kr") == KOREAN


@pytest.mark.parametrize("declared", ["iso-2022-kr", "us-ascii", "utf-8", ""])
def test_seven_bit_korean_is_told_by_its_escapes(declared: str):
    assert decode(KOREAN.encode("iso2022_kr"), declared) == KOREAN
    assert decode("日本語です、テスト".encode("iso2022_jp"), declared) == "日本語です、テスト"


def test_utf_7_is_read_only_where_it_is_declared():
    assert decode(KOREAN.encode("utf-7"), "utf-7") == KOREAN
    assert decode(b"1 +AGE- 2", "utf-8") == "1 +AGE- 2"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_declared_utf_16_without_a_mark_is_read_in_the_order_that_makes_sense(encoding: str):
    assert decode(KOREAN.encode(encoding), "utf-16") == KOREAN
    assert decode(KOREAN.encode("cp949"), "unicode") == KOREAN


def test_lines_of_two_encodings_are_read_each_for_itself():
    assert decode(f"{KOREAN}\n".encode("cp949") * 3 + KOREAN.encode()) == "\n".join([KOREAN] * 4)


def test_utf_8_is_believed_before_a_western_declaration():
    assert decode("naïve café".encode(), "windows-1252") == "naïve café"


def test_western_text_without_declaration_does_not_become_korean():
    assert decode("für Ärger und Öl, déjà vu".encode("cp1252")) == "für Ärger und Öl, déjà vu"


def test_a_broken_byte_in_western_utf_8_does_not_make_it_korean():
    text = "Für Ärger und Öl, déjà vu, à côté; größer, schöner, öfter. "
    assert decode((text * 9).encode() + b"\xff" + text.encode()).startswith(text)


def test_the_declaration_inside_is_heard():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Привет, мир'
    assert "Привет, мир" in decode(page.encode("cp1251"))


@given(st.binary(max_size=400), st.text(max_size=12))
def test_decoding_never_fails(content: bytes, declared: str):
    assert isinstance(decode(content, declared), str)


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"<!DOCTYPE html><html><body><p>x", "a.txt", "html"),
        (b"<?xml version='1.0'?>\n<!-- c --><rss version='2.0'><channel>", "a.txt", "feed"),
        (b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>", "a.html", "feed"),
        (b"<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'>", "", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "", "feed"),
        (b"From: a@b.kr\nTo: c@d.kr\nSubject: hi\n\ntext", "a.txt", "mail"),
        (b"From a@b.kr Mon Jan  6 07:00:00 2025\nFrom: a@b.kr\nSubject: x\n\n", "", "mbox"),
        (b"\xef\xbb\xbf\n\nFrom a@b.kr Mon Jan  6 07:00:00 2025 +0900\nFrom: a@b.kr\n\n", "", "mbox"),
        (b"412\nFrom: a@b.kr\nTo: c@d.kr\nSubject: hi\n\ntext", "1.emlx", "mail"),
        (
            b"From: a@b.kr\nTo: c@d.kr\nSubject: hi\n\n" + "본문이다. ".encode("utf-16") * 30,
            "",
            "mail",
        ),
        (b"---\ntitle: x\ndate: 2025-01-01\n---\n\ntext", "a.txt", "markdown"),
        (b"+++\ntitle = 'x'\n+++\ntext", "a.txt", "markdown"),
        (b"# One\n\ntext\n\n# Two\n\ntext", "a.txt", "markdown"),
        (b"One release.\n\n# # #\n\nAnother.\n\n# # #\n\nA third.", "a.txt", "plain"),
        (b"Just words.\n\nMore words.", "a.md", "markdown"),
        ("◆ 제목\n본문이다.\n\n◆ 제목\n본문이다.".encode(), "a.txt", "plain"),
        ("#해시태그 #또하나\n본문이다.".encode(), "a.txt", "plain"),
        (b"%PDF-1.7\n", "a.txt", "pdf"),
        (b"PK\x03\x04....mimetypeapplication/hwp+zip", "a.zip", "hwpx"),
        (b"PK\x03\x04....word/document.xml", "", "docx"),
        (b"\x89PNG\r\n", "a.txt", "binary"),
        (b"\x00\x01\x02\x03\x04\x05\x06" * 20, "a.txt", "binary"),
    ],
)
def test_the_format_is_told_by_content_then_by_name(content: bytes, name: str, expected: str):
    assert recognise(content, name=name) == expected
