"""A mail to look at in one's own inbox: marked as a test, and unable to unsubscribe anybody."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.delivery import configured
from digest.delivery.outbox import Outbox
from digest.delivery.send import prove
from digest.rendering import marks

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
    from digest.model import Rendition

INERT = "#test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of a test mail: by what it went, and the file it lies in where none was sent."""

    transport: str
    file: Path | None


def marked(rendition: Rendition, *, mark: str, notice: str) -> Rendition:
    """The rendition as a test: `mark` before its subject; `notice` at its end, and in place of the way out."""
    told = f'<p style="margin:0;padding:0 22px 32px;font:13px/22px sans-serif;text-align:center">{html.escape(notice)}</p>'
    page = marks.filled(rendition.html, unsubscribe=INERT)
    body, end, rest = page.rpartition("</body>")
    return replace(
        rendition,
        subject=f"{mark} {rendition.subject}",
        html=f"{body}{told}{end}{rest}" if end else page + told,
        text=f"{marks.filled(rendition.text, unsubscribe=f'({notice})').rstrip()}\n\n{notice}\n",
    )


def try_out(
    config: Config, rendition: Rendition, address: str, *, mark: str, notice: str, now: datetime
) -> Tried:
    """Send one test mail to one address; no ledger, no subscriber and no state of the publication is touched.

    Raises:
        ResultError: it could not be delivered.
        UsageError: the delivery is not configured.
    """
    transport = configured.transport(config)
    told = marked(rendition, mark=mark, notice=notice)
    mail = prove(config, told, address, token=lambda _: "", now=now)
    return Tried(
        transport=transport.label, file=transport.path(mail) if isinstance(transport, Outbox) else None
    )
