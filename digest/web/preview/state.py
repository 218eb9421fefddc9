"""What the page is told of an issue, as JSON: everything beside the mail itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from digest.delivery.phrases import korean

if TYPE_CHECKING:
    from digest.web.preview.faults import Fault
    from digest.web.preview.press import Showing
    from digest.web.preview.shelf import Entry


def state(
    session: str, entries: tuple[Entry, ...], issue: str, showing: Showing | None, *, language: str
) -> str:
    """One line of JSON; `proof` is null where the issue could not be shown yet.

    What the program says of an issue is said in `language`, that of the page, as far as it is known in it.
    """
    proof: dict[str, Any] | None = None
    if showing and showing.proof:
        told = showing.proof
        proof = {
            "version": told.version,
            "subject": told.rendition.subject,
            "inbox": [asdict(line) for line in told.inbox],
            "size": asdict(told.size),
            "findings": [
                {
                    **asdict(one),
                    "message": said(one.message, language),
                    "hint": said(one.hint, language),
                }
                for one in told.findings
            ],
        }
    found = {
        "session": session,
        "issue": issue,
        "issues": [asdict(entry) for entry in entries],
        "proof": proof,
        "fault": _fault(showing.fault, language) if showing and showing.fault else None,
        "notes": [said(one, language) for one in showing.notes] if showing else [],
    }
    return json.dumps(found, ensure_ascii=False)


def said(text: str, language: str) -> str:
    """What the program says in English, in the language of the page."""
    return korean(text) if language == "ko" else text


def _fault(fault: Fault, language: str) -> dict[str, Any]:
    return {
        **asdict(fault),
        "messages": [said(one, language) for one in fault.messages],
        "hint": said(fault.hint, language),
    }
