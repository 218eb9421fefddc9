"""What a mail looks like on the wire, for any name, subject and text."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.delivery import headers
from digest.delivery.message import Letterhead, Message, Recipient, message_id, unsubscribe_link, write
from digest.model import Rendition
from digest.rendering import marks
from digest.subscribers import tokens

STARTED = datetime(2025, 11, 23, 22, 0, tzinfo=UTC)
HEAD = Letterhead(
    name="주간 기술 소식",
    address="news@example.org",
    publication="weekly-tech",
    timezone="Asia/Seoul",
    date=STARTED,
    unsubscribe="news@example.org",
)
TOKEN = tokens.make(b"key", "0123456789abcdef0123456789abcdef")
ALLOWED = [
    "From", "Subject", "Date", "To", "Message-ID", "List-Unsubscribe", "List-Id", "MIME-Version", "Content-Type",
    "Content-Language",
]  # fmt: skip

pieces = st.one_of(
    st.sampled_from(
        ["\r\nBcc: evil@example.net", "\n\nbody", "=?utf-8?B?", "👩\u200d👧", "\x00", "\u2028", '"', "\\"]
    ),
    st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=40),
    st.text(max_size=60),
    st.text(alphabet="abc =?_<>@,;:().\r\n\t", max_size=60),
)
texts = st.lists(pieces, max_size=5).map("".join).map(lambda text: text[:200])


def rendition(subject: str = "제목", text: str = "본문", html: str = "<p>본문</p>") -> Rendition:
    return Rendition(issue="i-1", language="ko", subject=subject, preheader="", html=html, text=text)


def recipient(name: str = "김민지", address: str = "reader@example.org") -> Recipient:
    return Recipient(subscriber="0123456789abcdef0123456789abcdef", address=address, name=name, token=TOKEN)


def parsed(message: Message) -> EmailMessage:
    found = email.message_from_bytes(message.data, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def displayed(message: Message, field: str) -> str:
    """The name in a mailbox field. The new policy of Python 3.11 keeps the space between encoded words here."""
    raw = email.message_from_bytes(message.data)[field].replace("\r\n", "")
    return str(make_header(decode_header(parseaddr(raw)[0])))


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    assert part["Content-Transfer-Encoding"] == "base64"
    content = part.get_content()
    assert isinstance(content, str)
    return content


@settings(max_examples=400, deadline=None)
@given(texts, texts, texts, texts)
@example("\ud800", "\ud800", "\ud800", "\ud800")
@example("가" * 200, "가" * 200, "x" * 200, "👍" * 200)
def test_any_value_gives_a_sound_message(subject: str, name: str, sender: str, text: str):
    head = Letterhead(
        name=sender,
        address=HEAD.address,
        publication=HEAD.publication,
        timezone=HEAD.timezone,
        date=STARTED,
        unsubscribe=HEAD.unsubscribe,
    )
    message = write(rendition(subject, text, f"<p>{text}</p>"), head, recipient(name))
    assert message.data.isascii()
    assert b"\x00" not in message.data
    assert message.data.replace(b"\r\n", b"").count(b"\n") == 0, "no bare LF"
    assert message.data.replace(b"\r\n", b"").count(b"\r") == 0, "no bare CR"
    assert max(map(len, message.data.split(b"\r\n"))) <= 998
    mail = parsed(message)
    assert list(mail.keys()) == ALLOWED
    assert not mail.defects
    assert mail["Subject"] == headers.one_line(subject)
    assert mail["To"].addresses[0].addr_spec == "reader@example.org"
    assert displayed(message, "To") == headers.one_line(name)
    assert displayed(message, "From") == headers.one_line(sender)
    assert len(mail["To"].addresses) == len(mail["From"].addresses) == 1
    expected = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    assert body(mail, "plain").replace("\r\n", "\n") == expected + "\n"
    assert body(mail, "html").replace("\r\n", "\n") == f"<p>{expected}" + "\n" * _tail(text) + "</p>\n"


def _tail(text: str) -> int:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return len(lines) - len(lines.rstrip("\n"))


def test_the_fields_that_structure_needs_are_plain_and_stable():
    mail = parsed(write(rendition(), HEAD, recipient()))
    assert mail["List-Id"] == "<weekly-tech.example.org>"
    assert mail["Content-Language"] == "ko"
    assert mail["Date"] == "Mon, 24 Nov 2025 07:00:00 +0900"
    assert mail["Message-ID"] == message_id(HEAD, "i-1", recipient().subscriber)
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_list_unsubscribe_is_one_plain_line_whatever_its_length():
    """The SMTP policy of the standard library would fold it into encoded words, which no mailer reads."""
    data = write(rendition(), HEAD, recipient()).data
    (line,) = [line for line in data.split(b"\r\n") if line.startswith(b"List-Unsubscribe:")]
    assert line.decode() == f"List-Unsubscribe: <mailto:news@example.org?subject=unsubscribe%20{TOKEN}>"
    assert b"List-Unsubscribe-Post" not in data, "one-click needs an https address, which does not exist yet"


def test_the_token_in_the_link_is_the_readers_own():
    link = unsubscribe_link(HEAD, TOKEN)
    assert tokens.check(b"key", link.rpartition("%20")[2]) == recipient().subscriber


def test_the_same_values_give_the_same_bytes_and_another_reader_another_message():
    assert write(rendition(), HEAD, recipient()) == write(rendition(), HEAD, recipient())
    other = Recipient(subscriber="f" * 32, address="other@example.org", name="", token=TOKEN)
    assert write(rendition(), HEAD, other).id != write(rendition(), HEAD, recipient()).id


def test_marks_are_filled_and_escaped_in_html():
    marked = rendition(
        text=f"{marks.NAME} {marks.UNSUBSCRIBE}", html=f'<a href="{marks.UNSUBSCRIBE}">{marks.NAME}</a>'
    )
    mail = parsed(write(marked, HEAD, recipient("<b>김 & 이</b>")))
    link = unsubscribe_link(HEAD, TOKEN)
    assert body(mail, "plain").strip() == f"<b>김 & 이</b> {link}"
    assert body(mail, "html").strip() == f'<a href="{link}">&lt;b&gt;김 &amp; 이&lt;/b&gt;</a>'


def test_a_name_that_looks_like_a_mark_is_only_a_name():
    mail = parsed(write(rendition(text=marks.NAME), HEAD, recipient(marks.UNSUBSCRIBE)))
    assert body(mail, "plain").strip() == marks.UNSUBSCRIBE
