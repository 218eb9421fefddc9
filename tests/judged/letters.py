"""The mails that other programs judge: every genre in both languages, signed, as a relay hands them in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.delivery.message import Writer
from digest.rendering.mail import render_mail
from tests.delivery.reading import HEAD, SIGNERS, recipient
from tests.judged import issues

if TYPE_CHECKING:
    from digest.delivery.letterhead import Message

PAGES = replace(HEAD, web="https://letter.example.org/pages", feedback="weekly:newsletter:weekly-tech")
RELAYED = (
    "Return-Path: <news@example.org>\r\n"
    "Received: from mail.example.org (mail.example.org [93.184.216.34])\r\n"
    "\tby mx.example.com (Postfix) with ESMTPS id 4XyZ12345\r\n"
    "\tfor <reader@example.org>; Mon, 24 Nov 2025 07:00:05 +0900 (KST)\r\n"
)
"""What a relay puts before a mail; without it, rules about the way that it came would count."""


def letters() -> dict[str, Message]:
    """By name: to a reader with a name (Korean) and to one without (English)."""
    made = {}
    for name, issue in issues.shown().items():
        korean = issue.language == "ko"
        mail = render_mail(issue, folder=None, web_url=issues.WEB)
        head = replace(PAGES, name=issues.TITLES[issue.language])
        made[name] = Writer(mail, head, SIGNERS).write(recipient("김민지" if korean else ""))
    return made
