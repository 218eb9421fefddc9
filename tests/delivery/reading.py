"""How the tests read the mails that the program writes: with parsers and verifiers that are not ours."""

from __future__ import annotations

import email
import email.policy
import html
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from functools import lru_cache
from typing import TYPE_CHECKING

import dkim as verifier
from hypothesis import strategies as st

from digest.delivery import headers, keys
from digest.delivery.dkim import Signer, record
from digest.delivery.letterhead import Letterhead, Message, Recipient
from digest.model import Rendition
from digest.rendering import marks
from digest.subscribers import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
FIELDS = [
    "From", "Subject", "Date", "To", "Message-ID", "List-Unsubscribe", "List-Id", "MIME-Version", "Content-Type",
    "Content-Language",
]  # fmt: skip
RSA, ED25519 = keys.new("rsa"), keys.new("ed25519")
SIGNERS = (
    Signer("example.org", "r2025", keys.Key(RSA)),
    Signer("mail.example.org", "e2025", keys.Key(ED25519)),
)
"""Two that sign: their keys live as long as the tests."""

# The library parses a field anew each time that it is asked for; what it made of the same one is remembered here.
_fields = lru_cache(maxsize=256)(HeaderRegistry())
DEFAULT, STRICT = (one.clone(header_factory=_fields) for one in (email.policy.default, email.policy.strict))

_pieces = st.one_of(
    st.sampled_from(
        [
            "\r\nBcc: evil@example.net",
            "\n\nbody",
            "=?utf-8?B?",
            "👩\u200d👧",
            "\x00",
            "\u2028",
            '"',
            "\\",
            *marks.MARKS,
        ]
    ),
    st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=40),
    st.text(alphabet=st.characters(), max_size=60),
    st.text(alphabet="abc =?_<>@,;:().\r\n\t", max_size=60),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "So"]), max_size=20),
)
texts = st.lists(_pieces, max_size=5).map("".join).map(lambda text: text[:200])
"""What may stand in a name, a subject or a text: Hangul, emoji, line breaks, NUL, surrogates, 200 characters."""


def rendition(subject: str = "제목", text: str = "본문", html: str = "<p>본문</p>") -> Rendition:
    return Rendition(issue="i-1", language="ko", subject=subject, preheader="", html=html, text=text)


def recipient(name: str = "김민지", address: str = "reader@example.org") -> Recipient:
    return Recipient(subscriber="0123456789abcdef0123456789abcdef", address=address, name=name, token=TOKEN)


def parsed(message: Message) -> EmailMessage:
    found = email.message_from_bytes(message.data, policy=DEFAULT)
    assert isinstance(found, EmailMessage)
    return found


def displayed(message: Message, field: str) -> str:
    """The name in a mailbox field. The new policy of Python 3.11 keeps the space between encoded words here."""
    raw = BytesHeaderParser().parsebytes(message.data)[field].replace("\r\n", "")
    return str(make_header(decode_header(parseaddr(raw)[0])))


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    assert part["Content-Transfer-Encoding"] == "base64"
    content = part.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def plain(text: str) -> str:
    """A text as it may be told in UTF-8, with one kind of line break."""
    return text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")


def check_wire(message: Message) -> None:
    """What holds of the bytes of every mail, and of the lines of its header."""
    data = message.data
    assert data.isascii()
    assert b"\x00" not in data
    assert data.replace(b"\r\n", b"").count(b"\n") == 0, "no bare LF"
    assert data.replace(b"\r\n", b"").count(b"\r") == 0, "no bare CR"
    assert data.endswith(b"--\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    head, _, rest = data.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        assert line == line.rstrip()
        assert len(line) <= 78 or b"://" in line or b"mailto:" in line or b"@" in line, line
        assert len(line) <= 76 or b"=?" not in line, "RFC 2047, 2"
    assert max(map(len, rest.split(b"\r\n"))) <= 78


def check_sound(
    message: Message, *, subject: str, name: str, sender: str, fields: Sequence[str]
) -> EmailMessage:
    """What holds of every mail, whatever its values: nothing was added, and they arrived."""
    check_wire(message)
    email.message_from_bytes(message.data, policy=STRICT)
    mail = parsed(message)
    assert list(mail.keys()) == list(fields)
    assert [part.defects for part in mail.walk()] == [[], [], []]
    assert mail["Subject"] == headers.one_line(subject)
    assert mail["To"].addresses[0].addr_spec == message.recipient
    assert displayed(message, "To") == headers.one_line(name)
    assert displayed(message, "From") == headers.one_line(sender)
    assert len(mail["To"].addresses) == len(mail["From"].addresses) == 1
    return mail


def check_any(subject: str, name: str, sender: str, text: str, signers: Sequence[Signer]) -> Message:
    """Write a mail of these values, and check it: by its parsers, its name in both parts, its signatures."""
    from dataclasses import replace

    from digest.delivery.message import write

    told = marks.disarm(text)
    greeting = f"{marks.IF_NAME}[{marks.NAME}]{marks.END_IF}"
    message = write(
        rendition(subject, f"{greeting}{told}|", f"<p>{greeting}{html.escape(told)}|</p>"),
        replace(HEAD, name=sender),
        recipient(name),
        signers,
    )
    mail = check_sound(
        message,
        subject=subject,
        name=name,
        sender=sender,
        fields=["DKIM-Signature"] * len(signers) + FIELDS,
    )
    called = headers.one_line(name)
    greeted = f"[{called}]" if called else ""
    assert body(mail, "plain") == f"{greeted}{plain(told)}|\n"
    escaped = f"[{html.escape(called)}]" if called else ""
    assert body(mail, "html") == f"<p>{escaped}{html.escape(plain(told))}|</p>\n"
    assert verified(message.data, signers) == [True] * len(signers)
    return message


def resolver(signers: Sequence[Signer]) -> Callable[..., bytes | None]:
    """What answers for the domain name system: the records of these signers and nothing else."""
    known = {
        f"{one.selector}._domainkey.{one.domain}.".encode(): "".join(record(one.key)).encode()
        for one in signers
    }
    return lambda name, timeout=5: known.get(name)  # noqa: ARG005 - dkimpy calls it so


def verified(data: bytes, signers: Sequence[Signer] = SIGNERS) -> list[bool]:
    """What dkimpy says of each signature, from the top."""
    asked = resolver(signers)
    results = []
    for index in range(len(signers)):
        try:
            results.append(verifier.DKIM(data).verify(idx=index, dnsfunc=asked))
        except verifier.DKIMException:
            results.append(False)
    return results
