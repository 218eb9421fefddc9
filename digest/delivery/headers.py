"""Header fields of a mail, ready for the wire: ASCII, folded, and nothing in them that could start another field.

Written by hand because `email.policy.SMTP` folds a long List-Unsubscribe into encoded words, which breaks it.
"""

from __future__ import annotations

import base64
import re

_LINE = 76  # RFC 5322, 2.1.1 asks for at most 78 characters
_BYTES_A_WORD = 45  # 60 characters of base64: an encoded word ends below the 75 of RFC 2047, 2
_PLAIN = re.compile(r"[\x20-\x7e]*")
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ .-]*")


def one_line(text: str) -> str:
    """The text without line breaks and control characters: each run of white space is one space."""
    if text.isprintable():  # the common case: no control character, and no white space but the space
        return " ".join(text.split())
    visible = "".join(" " if char.isspace() or not _storable(char) else char for char in text)
    return " ".join(visible.split())


def field(name: str, *words: str) -> bytes:
    """One header field, folded between the words; the words must be plain ASCII.

    Raises:
        ValueError: a word would break the field.
    """
    whole = f"{name}: {' '.join(words)}".rstrip()
    if not _PLAIN.fullmatch(whole):
        raise ValueError(f"{name} holds a character that cannot stand in a header")
    if len(whole) <= _LINE:
        return whole.encode("ascii") + b"\r\n"
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _LINE and len(lines[-1]) > len(name) + 1:
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines).encode("ascii") + b"\r\n"


def unstructured(name: str, text: str) -> bytes:
    """A field of free text, such as Subject; encoded words where plain ones would not do."""
    clean = one_line(text)
    if _PLAIN.fullmatch(clean) and "=?" not in clean and len(name) + 2 + len(clean) <= _LINE:
        return field(name, *clean.split(" "))
    return field(name, *encoded_words(clean, after=len(name) + 2))


def mailbox(name: str, display: str, address: str) -> bytes:
    """A field that names one mailbox, such as From or To."""
    clean = one_line(display)
    if not clean:
        return field(name, f"<{address}>")
    if _PHRASE.fullmatch(clean) and "=?" not in clean and len(name) + 4 + len(clean) <= _LINE:
        quoted = f'"{clean}"' if "." in clean else clean
        return field(name, quoted, f"<{address}>")
    return field(name, *encoded_words(clean, after=len(name) + 2), f"<{address}>")


def encoded_words(text: str, *, after: int = 0) -> tuple[str, ...]:
    """RFC 2047 encoded words (UTF-8, base64); none splits a character.

    `after` is how many characters stand before the first in its line: a line that holds an encoded word has at most 76
    (RFC 2047, 2).
    """
    room = (_LINE - after - len("=?utf-8?B??=")) // 4 * 3
    whole = text.encode("utf-8")
    if len(whole) <= min(room, _BYTES_A_WORD):
        return (f"=?utf-8?B?{base64.b64encode(whole).decode('ascii')}?=",)
    chunks = [b""]
    for char in text:
        data = char.encode("utf-8")
        if len(chunks[-1]) + len(data) > (min(room, _BYTES_A_WORD) if len(chunks) == 1 else _BYTES_A_WORD):
            chunks.append(b"")
        chunks[-1] += data
    return tuple(f"=?utf-8?B?{base64.b64encode(chunk).decode('ascii')}?=" for chunk in chunks)


def _storable(char: str) -> bool:
    return (
        char >= " " and char != "\x7f" and not "\x80" <= char <= "\x9f" and not "\ud800" <= char <= "\udfff"
    )
