"""What the page is told of an issue, as JSON: everything beside the mail itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest.web.preview.press import Showing
    from digest.web.preview.shelf import Entry


def state(session: str, entries: tuple[Entry, ...], issue: str, showing: Showing | None) -> str:
    """One line of JSON; `proof` is null where the issue could not be shown yet."""
    proof: dict[str, Any] | None = None
    if showing and showing.proof:
        told = showing.proof
        proof = {
            "version": told.version,
            "subject": told.rendition.subject,
            "inbox": [asdict(line) for line in told.inbox],
            "size": asdict(told.size),
            "findings": [asdict(one) for one in told.findings],
        }
    found = {
        "session": session,
        "issue": issue,
        "issues": [asdict(entry) for entry in entries],
        "proof": proof,
        "fault": asdict(showing.fault) if showing and showing.fault else None,
        "notes": list(showing.notes) if showing else [],
    }
    return json.dumps(found, ensure_ascii=False)
