"""Mail → Content."""

from __future__ import annotations

from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest

from digest.sources.formats import mail
from digest.sources.formats.read import read

SEOUL = ZoneInfo("Asia/Seoul")


def _letter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = '"아침 뉴스" <news@example.kr>'
    message["Subject"] = "오늘의 소식, 세 가지"
    message["Date"] = "Mon, 13 Jan 2025 07:00:00 +0900"
    message["Message-ID"] = "<1@example.kr>"
    message.set_content("plain part")
    message.add_alternative("<h2>제목</h2><p>본문이다.</p>", subtype="html")
    message.add_attachment(b"attached", maintype="text", subtype="plain", filename="a.txt")
    return message


def test_the_html_part_is_read_and_headers_tell_of_it():
    content = mail.read(_letter().as_bytes(), zone=SEOUL)
    assert content.text == "제목\n본문이다."
    assert (content.title, content.outlet, content.guid) == (
        "오늘의 소식, 세 가지",
        "아침 뉴스",
        "1@example.kr",
    )
    assert content.published == datetime(2025, 1, 13, 7, tzinfo=SEOUL)
    assert content.format == "mail"


@pytest.mark.parametrize("charset", ["euc-kr", "ks_c_5601-1987", "utf-8", "no-such-charset"])
@pytest.mark.parametrize("transfer", ["8bit", "base64", "quoted-printable"])
def test_every_charset_and_transfer_encoding_is_read(charset: str, transfer: str):
    import base64
    import quopri

    body = "한국어 본문이 여기에 있다. 두 번째 문장도 있다.".encode("cp949" if "k" in charset else "utf-8")
    sent = {"8bit": body, "base64": base64.encodebytes(body), "quoted-printable": quopri.encodestring(body)}[
        transfer
    ]
    head = f"From: a@b.kr\nSubject: {Header('제목', 'euc-kr').encode()}\nContent-Type: text/plain; charset={charset}\n"
    raw = head.encode() + f"Content-Transfer-Encoding: {transfer}\nMIME-Version: 1.0\n\n".encode() + sent
    content = mail.read(raw, zone=SEOUL)
    assert "한국어 본문이 여기에 있다. 두 번째 문장도 있다." in content.text
    assert content.title == "제목"
    assert content.outlet == "b.kr"


def test_raw_eight_bit_headers_are_guessed():
    raw = b"Subject: " + "오늘의 주요 소식".encode("cp949") + b"\nFrom: a@b.kr\nTo: c@d.kr\n\ntext"
    assert mail.read(raw, zone=SEOUL).title == "오늘의 주요 소식"


def test_an_mbox_gives_one_content_a_message():
    one = b"From: a@b.kr\nSubject: one\nTo: x@y.kr\n\nfirst\n>From here on\n"
    box = b"From a@b.kr Mon Jan  6 07:00:00 2025\n" + one + b"\nFrom a@b.kr Tue Jan  7 07:00:00 2025\n" + one
    contents = read(box, name="box")
    assert [content.title for content in contents] == ["one", "one"]
    assert "From here on" in contents[0].text
    assert contents[0].original.startswith(b"From: a@b.kr")


@pytest.mark.parametrize(
    "raw",
    [
        b'Content-Type: multipart/mixed; boundary="\nSubject: =?bad?q?\nFrom: <<>>\nDate: never\n\n--\n--',
        b"Content-Type: text/html; charset*=''%zz\nFrom: @\nSubject: \xff\xfe\n\n<p>x",
        b"Content-Type: message/rfc822\nSubject: a\n\nContent-Type: multipart/x\n\n",
        b"Content-Transfer-Encoding: base64\nContent-Type: text/plain\n\n!!!!not base64",
        b"Date: Mon, 99 Foo 99999 99:99:99 +9999\nSubject: x\n\nbody",
        b"",
    ],
)
def test_malformed_mail_is_read_as_far_as_it_goes(raw: bytes):
    assert mail.read(raw, zone=SEOUL).format == "mail"
