"""The commands that announce a message to a mail server, each with what a refusal of it is about (RFC 5321, 3.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.delivery import replies
    from digest.delivery.letterhead import Message

RESET, DATA = b"RSET\r\n", b"DATA\r\n"
Envelope = tuple[tuple[bytes, "replies.About"], ...]
_MAILBOX = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")  # nothing that could end the command, or begin another


def announcing(message: Message, *, sizes: bool, reset: bool) -> Envelope:
    """From whom, to whom, and that the text follows.

    Args:
        message: what is announced.
        sizes: whether the server wants to hear how long it is (RFC 1870).
        reset: whether the server may still hold an envelope that it has refused in part.

    Raises:
        ValueError: no mail server takes such an address.
    """
    size = f" SIZE={len(message.data)}" if sizes else ""
    envelope: Envelope = (
        (f"MAIL FROM:<{_mailbox(message.sender)}>{size}\r\n".encode("ascii"), "sender"),
        (f"RCPT TO:<{_mailbox(message.recipient)}>\r\n".encode("ascii"), "recipient"),
        (DATA, "message"),
    )
    return ((RESET, "sender"), *envelope) if reset else envelope


def _mailbox(address: str) -> str:
    if not _MAILBOX.fullmatch(address):
        raise ValueError("no mail server takes such an address")
    return address
