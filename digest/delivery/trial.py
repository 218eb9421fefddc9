"""A mail to look at in one's own inbox: marked as a test, and unable to unsubscribe anybody."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.delivery import configured
from digest.delivery.letterhead import Message, Recipient
from digest.delivery.message import write
from digest.delivery.outbox import Outbox
from digest.delivery.transport import PostponedError
from digest.errors import ResultError
from digest.rendering import marks

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digest.config import Config
    from digest.delivery.transport import Answer
    from digest.model import Rendition

INERT = "#test"
MARK = {"ko": "[테스트]", "en": "[Test]"}
"""What stands before the subject, by language."""
NOTICE = {
    "ko": "시험 메일입니다. 수신 거부 링크는 작동하지 않습니다.",
    "en": "This is a test mail. Its unsubscribe link does nothing.",
}
"""What stands at the end, and in place of the way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of a test mail: by what it went, and the file it lies in where none was sent."""

    transport: str
    file: Path | None


def marked(rendition: Rendition) -> Rendition:
    """The rendition as a test: a mark before its subject; a notice at its end, and in place of the way out."""
    mark, notice = (words.get(rendition.language, words["en"]) for words in (MARK, NOTICE))
    told = f'<p style="margin:0;padding:0 22px 32px;font:13px/22px sans-serif;text-align:center">{html.escape(notice)}</p>'
    page = marks.filled(rendition.html, unsubscribe=INERT)
    body, end, rest = page.rpartition("</body>")
    return replace(
        rendition,
        subject=f"{mark} {rendition.subject}",
        html=f"{body}{told}{end}{rest}" if end else page + told,
        text=f"{marks.filled(rendition.text, unsubscribe=f'({notice})').rstrip()}\n\n{notice}\n",
    )


def try_out(config: Config, rendition: Rendition, address: str, *, now: datetime) -> Tried:
    """Send one test mail to one address; no ledger, no subscriber and no state of the publication is touched.

    Raises:
        PostponedError: it cannot be delivered now.
        ResultError: it could not be delivered.
        UsageError: the delivery is not configured.
    """
    transport = configured.transport(config)
    mail = prove(config, marked(rendition), address, token=lambda _: "", now=now)
    return Tried(
        transport=transport.label, file=transport.path(mail) if isinstance(transport, Outbox) else None
    )


def before(config: Config, rendition: Rendition, *, now: datetime) -> Tried | None:
    """Send the test mail that goes before a campaign, where one is configured (`[delivery] test_to`).

    Raises:
        PostponedError: it cannot be delivered now: the campaign can begin later.
        ResultError: it was refused: the campaign must not begin.
    """
    address = config.delivery.test_to
    if not address:
        return None
    try:
        return try_out(config, rendition, address, now=now)
    except ResultError as error:
        raise type(error)(
            f"test mail to {address}", f"{error.message}; the campaign was not begun", error.hint
        ) from None


def prove(
    config: Config, rendition: Rendition, address: str, *, token: Callable[[str], str], now: datetime
) -> Message:
    """Send one mail to one address, to look at; it has a Message-ID of its own, and the ledger is not touched.

    Raises:
        PostponedError: it cannot be delivered now.
        ResultError: it could not be delivered.
    """
    transport = configured.transport(config)
    head = configured.letterhead(config, date=now, language=rendition.language)
    whom = fingerprint("proof", address, now.isoformat())
    recipient = Recipient(subscriber=whom, address=address, name="", token=token(whom))
    mail = write(rendition, head, recipient, configured.signers(config))
    transport.open()
    try:
        answer = transport.deliver(mail, lambda: None)
    finally:
        transport.close()
    if answer.kind != "accepted":
        raise _refused(answer)(
            f'address "{address}"', f"not delivered ({answer.told})", f"check it, and the {transport.label}"
        )
    return mail


def _refused(answer: Answer) -> type[ResultError]:
    return ResultError if answer.kind == "refused" else PostponedError
