"""Awkward messages of other parsers' tests, against the standard library's reading of their headers."""

from __future__ import annotations

import email
import email.policy
import re
import tarfile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from digest.errors import InputError
from digest.sources.formats import mail
from digest.sources.formats.read import read
from digest.stories.clean import tidy

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

SEOUL = ZoneInfo("Asia/Seoul")
NO_LETTERS = re.compile(r"\.(?:png|wav|txt)$|README$|mail_outlook_1$|\.expected\.|/purpose\.")
UNREAD = re.compile("[\ufffd\ud800-\udfff]")
INNER = re.compile(rb"message/(?:rfc822|global)|forwarded message|original message", re.IGNORECASE)


@pytest.fixture(scope="module")
def messages(shared: Path) -> dict[str, bytes]:
    found = {}
    for archive in sorted((shared / "data/mail").glob("*.tar.xz")):
        with tarfile.open(archive) as opened:
            for member in opened:
                file = opened.extractfile(member) if member.isfile() else None
                if file:
                    found[f"{archive.name}/{member.name}"] = file.read()
    assert len(found) == 187
    return found


@pytest.mark.shared
def test_every_message_is_read_or_told_why_not(messages: dict[str, bytes]):
    for name, raw in messages.items():
        for kind in (None, "mail", "mbox"):
            try:
                found = read(raw, name=name, kind=kind)
            except InputError as error:
                assert error.message  # noqa: PT017 - both ends are good
            else:
                assert found


@pytest.mark.shared
def test_subjects_and_dates_are_those_of_the_standard_library(messages: dict[str, bytes]):
    """But for messages that hand others on, and subjects that the library itself cannot decode."""
    compared, differ = 0, []
    for name, raw in messages.items():
        if NO_LETTERS.search(name) or INNER.search(raw):
            continue
        told: EmailMessage = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)  # type: ignore[assignment]
        found = mail.read(raw, zone=SEOUL)
        subject = tidy(str(told["subject"] or ""))
        if subject and not UNREAD.search(str(told["subject"])) and len(subject) < 1_000:
            compared += 1
            differ += [(name, found.title, subject)] * (found.title != subject)
        moment = getattr(told["date"], "datetime", None)
        if moment is not None:
            at = moment if moment.tzinfo else moment.replace(tzinfo=SEOUL)
            compared += 1
            differ += [(name, str(found.published), str(at))] * (found.published != at)
    assert compared > 90
    assert not differ


@pytest.mark.shared
def test_the_text_of_plain_letters_is_that_of_the_standard_library(messages: dict[str, bytes]):
    """Nearly every word of the plain or HTML body is there, where it is neither an answer nor a letter in a letter."""
    compared, differ = 0, []
    for name, raw in messages.items():
        told: EmailMessage = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)  # type: ignore[assignment]
        if (
            NO_LETTERS.search(name)
            or INNER.search(raw)
            or told["in-reply-to"]
            or re.match(r"(?i)re:", str(told["subject"]))
        ):
            continue
        body = told.get_body(("plain",))
        if body is None or told.get_body(("html",)) is not None or len(told.get_payload()) < 40:
            continue
        try:
            words = re.findall(r"\w+", body.get_content())
        except LookupError:
            continue
        own = set(re.findall(r"\w+", mail.read(raw, zone=SEOUL).text))
        lost = [word for word in words if word not in own and not UNREAD.search(word)]
        differ += [(name, lost[:20])] * (len(lost) > 0.05 * len(words))
        compared += 1
    assert compared > 10
    assert len(differ) <= 1, differ  # one says that it is GB 2312, and is UTF-8: the library believes it
