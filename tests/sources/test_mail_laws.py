"""What holds of every letter: texts come back, and nothing that bytes can say makes reading fail or run away."""

from __future__ import annotations

import base64
import quopri
from datetime import UTC, datetime, timedelta, timezone
from email import encoders
from email.generator import BytesGenerator
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.errors import InputError
from digest.sources.formats import mail
from digest.sources.formats.mailwords import LONGEST, words
from digest.sources.formats.mime import MOST_PARTS, parse
from digest.sources.formats.read import read
from digest.stories.clean import tidy

if TYPE_CHECKING:
    from email.message import Message

SEOUL = ZoneInfo("Asia/Seoul")
FOLDER = Path(__file__).parent / "mail"
SAMPLES = [path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix in (".eml", ".mbox")]
HANGUL = "가각나다라마바사아자차카타파하힣뷁똠펲"
LATIN = "abcxyzABCXYZ 0123456789"
ALPHABETS = {
    "utf-8": HANGUL + LATIN + "éüßñ漢字かなЖд😀",
    "euc-kr": HANGUL + LATIN,
    "ks_c_5601-1987": HANGUL + LATIN,
    "iso-2022-kr": HANGUL.translate(dict.fromkeys(map(ord, "힣뷁똠펲"))) + LATIN,
    "iso-2022-jp": "かなカナ日本語新聞" + LATIN,
    "shift_jis": "かなカナ" + LATIN,
    "big5": "中文新聞" + LATIN,
    "gb2312": "中国新北" + LATIN,
    "koi8-r": "абвгджзПРС" + LATIN,
    "windows-1251": "абвгджзПРС" + LATIN,
    "iso-8859-1": LATIN + "é",
    "us-ascii": LATIN,
    "utf-16": HANGUL + LATIN + "é漢字",
    "utf-7": HANGUL + LATIN + "é漢字",
    "unknown-8bit": HANGUL + LATIN,
    "x-nobody-knows": HANGUL + LATIN,
    "": HANGUL + LATIN,
}
WRITTEN = {
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "unknown-8bit": "cp949",
    "x-nobody-knows": "utf-8",
    "": "utf-8",
}
MOMENTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - their zone is drawn too
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(-timedelta(hours=4, minutes=30))])
).map(lambda moment: moment.replace(microsecond=0))  # fmt: skip


def _leaf(text: str, charset: str, transfer: str, kind: str) -> Message:
    """A text part: `text` in its charset and transfer encoding."""
    data = text.encode(WRITTEN.get(charset, charset))
    part = MIMENonMultipart("text", kind, **({"charset": charset} if charset else {}))
    if transfer == "base64" or charset == "utf-16":
        part.set_payload(data)
        encoders.encode_base64(part)
    elif transfer == "quoted-printable":
        part.set_payload(quopri.encodestring(data).decode("ascii"))
        part["Content-Transfer-Encoding"] = "quoted-printable"
    else:
        part.set_payload(data.decode("ascii", "surrogateescape"))
        part["Content-Transfer-Encoding"] = "8bit"
    return part


def _within(part: Message, wraps: list[str]) -> Message:
    """The part inside of multiparts, from the inside out."""
    for number, wrap in enumerate(wraps):
        outer = MIMEMultipart(wrap, boundary=f"={number}=")
        if wrap == "alternative":
            outer.attach(_leaf("html?", "us-ascii", "8bit", "plain"))
        outer.attach(part)
        if wrap == "related":
            picture = MIMENonMultipart("image", "gif")
            picture.set_payload("R0lGODlhAQABAAAAACw=")
            outer.attach(picture)
        part = outer
    return part


def _octets(message: Message) -> bytes:
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False).flatten(message)
    return out.getvalue()


@st.composite
def _letters(draw: st.DrawFn) -> tuple[bytes, str, datetime, str]:
    charset = draw(st.sampled_from(sorted(ALPHABETS)))
    line = st.text(ALPHABETS[charset], min_size=2, max_size=90)
    lines = draw(st.lists(line, min_size=1, max_size=4))
    text = "".join(f"{'가나다' if HANGUL[0] in ALPHABETS[charset] else 'z'}{line}z\n\n" for line in lines)
    kind = draw(st.sampled_from(["plain", "html"]))
    body = text if kind == "plain" else "".join(f"<p>{line}</p>\n" for line in text.split("\n") if line)
    transfer = draw(st.sampled_from(["base64", "quoted-printable", "8bit"]))
    wraps = draw(
        st.lists(st.sampled_from(["mixed", "related", "alternative", "signed", "x-unheard-of"]), max_size=5)
    )
    message = _within(_leaf(body, charset, transfer, kind), wraps)
    subject = draw(st.text(HANGUL + LATIN + "…“”[]()!?", max_size=120)) + "제목"
    moment = draw(MOMENTS)
    message["Subject"] = Header(subject, draw(st.sampled_from(["utf-8", "utf-16-be"])))
    message["From"] = "a@example.kr"
    message["Date"] = format_datetime(moment)
    return _octets(message), subject, moment, text


@given(_letters())
@settings(max_examples=300, deadline=None)
def test_a_letter_of_the_standard_library_comes_back_with_subject_date_and_text(letter):
    raw, subject, moment, text = letter
    found = mail.read(raw, zone=SEOUL)
    assert found.title == tidy(subject)
    assert found.published == moment
    assert found.text.split() == [tidy(word) for word in text.split()]


@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255), st.integers(0, 3)), max_size=12),
)
@settings(max_examples=400, deadline=None)
def test_a_damaged_letter_is_read_as_far_as_it_goes(raw: bytes, damage: list[tuple[int, int, int]]):
    data = bytearray(raw)
    for place, byte, how in damage:
        at = place % max(1, len(data))
        data[at : at + (how < 3)] = (
            b"" if how == 1 else bytes([byte]) * (40 if how == 2 else 1)
        )  # lost, doubled, changed
    for kind in ("mail", "mbox"):
        try:
            found = read(bytes(data), name="x", kind=kind)
        except InputError:
            continue
        for letter in found:
            assert all(line == tidy(line) for line in letter.text.split("\n"))
            assert [letter.text[b.span.start : b.span.end] for b in letter.blocks] == [
                line[len(line) - (b.span.end - b.span.start) :]
                for line, b in zip(letter.text.split("\n"), letter.blocks, strict=False)
            ]
            for link in letter.links:
                assert link.span is None or letter.text[link.span.start : link.span.end] == link.text


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
@example(b"=?utf-8?b?4?= =?utf-8?q?=ed=95?= =?UTF-8?Q?=9c?=")
def test_any_bytes_are_a_header_and_any_bytes_a_message(raw: bytes):
    assert words(raw) == tidy(words(raw))
    assert mail.read(raw, zone=SEOUL).format == "mail"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("=?utf-8?B?7ZWc6rWt?= =?utf-8?B?7Ja0?=", "한국어"),
        ("=?utf-8?Q?=ED=95?= =?utf-8?Q?=9C?=\n =?utf-8?Q?=EA=B5=AD?=", "한국"),  # parted inside a letter
        ("=?EUC-KR?B?" + base64.b64encode("뷁 소식".encode("cp949")).decode() + "?=", "뷁 소식"),
        ("=?utf-8?Q?a_b=20c?= plain =?us-ascii*en?q?d?=", "a b c plain d"),
        ("=?utf-8?Q?Who?_Me?=", "Who? Me"),
        ("=?utf-8?B?7ZWc6rWt", "한국"),  # cut off
        ("=?utf-8?B?7ZWc 6rWt?=", "한국"),  # folded inside
        ("=?utf-8?Q?half =?utf-8?Q?done?=", "half done"),
        ('"=?utf-8?Q?in_quotes?="', '"in quotes"'),
        ("=?no-such?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?X?odd?=", "=?utf-8?X?odd?="),
        ("=?utf-8?Q?=3D=3Futf-8=3FB=3F7ZWc=3F=3D?=", "한"),  # encoded twice
    ],
)
def test_encoded_words_are_read_broken_ones_too(raw: str, told: str):
    assert words(raw.encode()) == told


@pytest.mark.parametrize(
    ("header", "outlet"),
    [
        ("=?utf-8?B?7JWE7LmoLCDrp6TsnbzrpoTsnZg=?= <a@b.kr>", "아침, 매일름의"),
        ('"news@b.kr" <news@b.kr>', "b.kr"),
        ("Morning, Ltd <a@b.kr>", "Morning, Ltd"),
        ("<a@b.kr>", "b.kr"),
        ("Only a name", "Only a name"),
        ("((((((", "(((((("),
        ("a@b.kr (Morning Post)", "Morning Post"),
    ],
)
def test_the_sender_is_the_outlet(header: str, outlet: str):
    raw = f"From: {header}\nSubject: s\nTo: x@y.kr\n\ntext".encode()
    assert mail.read(raw, zone=SEOUL).outlet == outlet


@pytest.mark.parametrize(
    "told",
    [
        "<7f3a9c2b1d0e4f.list-id.example.net>",
        '"7f3a9c2b1d0e4f5566 list" <x.example.net>',
        "",
        "<morning.example.kr>",
    ],
)
def test_a_list_without_a_name_for_people_is_no_outlet(told: str):
    raw = f"From: Morning <a@b.kr>\nList-Id: {told}\nSubject: s\n\ntext".encode()
    assert mail.read(raw, zone=SEOUL).outlet == "Morning"


def test_ten_thousand_nested_parts_end_somewhere():
    head = b"Subject: deep\nFrom: a@b.kr\n"
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(10_000)
    )
    found = mail.read(head + deep + b"\n\ntext", zone=SEOUL)
    assert found.title == "deep"


def test_ten_thousand_messages_in_messages_end_somewhere():
    deep = b"Content-Type: message/rfc822\n\n" * 10_000
    assert mail.read(b"Subject: deep\n" + deep + b"\ntext", zone=SEOUL).format == "mail"


def test_a_million_parts_are_not_all_read():
    parts = b"--b\n\nx\n" * 1_000_000
    found = parse(b"Content-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--\n")
    assert len(found.parts) <= MOST_PARTS


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"x" * 5_000_000,
        b"Subject: " + b"=?utf-8?Q?" * 500_000,
        b"Subject: " + b"=?utf-8?B?7ZWc?=\n " * 300_000,
        b"From: " + b"(" * 5_000_000,
        b"From: " + b'"' * 5_000_001,
        b"From: " + b"a@b.kr, " * 600_000,
        b"Content-Type: text/plain" + b'; a="' * 1_000_000,
        b"Content-Type: text/plain; " + b"name*0*=x; " * 400_000,
        b"Content-Type: multipart/mixed; boundary=" + b"-" * 5_000_000,
        b"Date: " + b"1 " * 2_000_000,
        b"X: y\n" * 300_000 + b"Z: z",
        b"Received: " + b";" * 5_000_000,
        b"List-Id: " + b"<" * 5_000_000,
    ],
    ids=lambda header: header[:24].decode(),
)
def test_a_header_of_five_million_bytes_is_cut(header: bytes):
    found = mail.read(header + b"\nTo: a@b.kr\n\nbody text", zone=SEOUL)
    assert len(found.title) <= LONGEST
    assert len(found.outlet) <= LONGEST


@pytest.mark.parametrize(
    "body",
    [
        b"> " * 50_000,
        b">\n" * 50_000,
        b"From: a\n" * 20_000,
        b"From: " * 30_000,
        b"begin 644 x\n" * 10_000,
        b"= \n" * 30_000,
        b"-----BEGIN PGP SIGNED MESSAGE-----\n" * 10_000,
        b"---------- Forwarded message ---------\n" * 10_000,
        b"---------- Forwarded message ---------\nFrom: a <a@b.kr>\nSubject: s\nDate: x\n\n" * 10_000,
        b"On 1 Jan 2025 x wrote:\n" * 10_000,
        b"____________" * 10_000,
        b"a wrote: " * 20_000,
        b"-- \n" * 30_000,
    ],
    ids=lambda body: body[:24].decode(),
)
def test_a_body_of_one_thing_over_and_over_is_read(body: bytes):
    assert mail.read(b"Subject: Re: x\nFrom: a@b.kr\nTo: c@d.kr\n\n" + body, zone=SEOUL).title


@pytest.mark.parametrize("length", [0, 9_999_999, 40])
def test_an_mbox_of_many_letters_is_parted_in_one_pass(length: int):
    one = b"From a@b.kr Mon Jan  6 07:00:00 2025\nSubject: s\nContent-Length: %d\n\nbody\n\n" % length
    assert sum(1 for _ in mail.split(one * 50_000)) == 50_000
    assert len(list(mail.split(b"From a@b.kr 2025\nbody\n" * 20_000))) == 1
