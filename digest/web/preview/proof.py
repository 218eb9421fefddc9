"""A proof: one issue as it would leave, and what is to be known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest import codec
from digest.model import Rendition
from digest.rendering import marks
from digest.web.preview import inbox
from digest.web.preview.findings import Finding, Size, findings, size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.config import Config
    from digest.editing.remark import Remark
    from digest.model import Issue

INERT = "#inert"
"""Where links lead that only a real reader's mail fills in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the page shows of an issue; `version` is the same for the same mail."""

    issue: str
    language: str
    version: str
    rendition: Rendition
    html: str
    text: str
    inbox: tuple[inbox.Line, ...]
    size: Size
    findings: tuple[Finding, ...]


def proof_of(
    config: Config | None, issue: Issue, rendition: Rendition, beside: Sequence[Remark] = ()
) -> Proof:
    """The proof of a rendered issue; `config` is the publication's, None where only the issue is known.

    `beside` is what was found between its editions.
    """
    page = marks.filled(rendition.html, unsubscribe=INERT)
    text = marks.filled(rendition.text, unsubscribe=INERT)
    sender = (config and config.publication.sender.name) or issue.publisher.name or issue.title
    return Proof(
        issue=issue.id,
        language=issue.language,
        version=codec.fingerprint(rendition.subject, rendition.preheader, page, text),
        rendition=rendition,
        html=page,
        text=text,
        inbox=inbox.lines(sender, rendition.subject, rendition.preheader),
        size=size(issue, rendition.html),
        findings=findings(config, issue, rendition, beside),
    )
