"""A process that signs for the one that sends: recipients come in, the heads of their mails go out, until standard input ends.

    python -m digest.delivery.signing

A line each, in JSON: first the `order`, then batches of recipients; each batch is answered by an object, subscriber → head.
It decides nothing and opens nothing. Because its input ends with whoever sends, however that ends, it is never left over.
What it loads is kept small (no codec, no model): each campaign begins with as many of it as there are cores.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from digest.delivery.dkim import Signer
from digest.delivery.keys import Key
from digest.delivery.letterhead import Letterhead, Recipient
from digest.delivery.message import Writer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROGRAM = (sys.executable, "-P", "-m", "digest.delivery.signing")
BEHIND = 5  # how much nicer it is: whoever sends waits for no processor while this one signs


class _Sheet(NamedTuple):
    """What of a rendition a mail is made of."""

    issue: str
    language: str
    subject: str
    html: str
    text: str


def order(writer: Writer) -> bytes:
    """What the mails of a campaign are made of, and who signs them: as it goes to the process."""
    sheet = [getattr(writer.rendition, name) for name in _Sheet._fields]
    letterhead = asdict(writer.letterhead) | {"date": writer.letterhead.date.isoformat()}
    signers = [[one.domain, one.selector, one.key.private.decode("ascii")] for one in writer.signers]
    return _line([sheet, letterhead, signers])


def _writer(line: bytes) -> Writer:
    """What an order asks for."""
    sheet, letterhead, signers = json.loads(line)
    return Writer(
        _Sheet(*sheet),
        Letterhead(**letterhead | {"date": datetime.fromisoformat(letterhead["date"])}),
        [
            Signer(domain, selector, Key(pem.encode("ascii"), checked=True))  # by whoever sends
            for domain, selector, pem in signers
        ],
    )


def asked(batch: Sequence[Recipient]) -> bytes:
    """Recipients, as they go to the process."""
    return _line([[one.subscriber, one.address, one.name, one.token] for one in batch])


def told(line: bytes) -> Mapping[str, bytes]:
    """Subscriber → head, as the process has answered; whose address cannot stand in a mail is missing.

    Raises:
        ValueError, AttributeError: it is no answer.
    """
    return {subscriber: head.encode("ascii") for subscriber, head in json.loads(line).items()}


def main() -> None:
    """Sign until nothing more is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever sends; this ends with it
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    writer = _writer(given.readline())
    with suppress(BrokenPipeError):
        for line in given:
            unsigned = {}
            for subscriber, address, name, token in json.loads(line):
                one = Recipient(subscriber=subscriber, address=address, name=name, token=token)
                with suppress(ValueError):  # whoever sends finds the same, and settles it
                    unsigned[subscriber] = writer.unsigned(one)
            # First all that is long, then the signatures: one after the other they leave each other's caches alone (3 %).
            heads = {subscriber: writer.signed(head).decode("ascii") for subscriber, head in unsigned.items()}
            answers.write(_line(heads))
            answers.flush()


def _line(value: object) -> bytes:
    return json.dumps(value).encode("ascii") + b"\n"


if __name__ == "__main__":
    main()
