"""An issue as the archive shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.archive.noted import Noted
from digest.model import Issue, Notes
from digest.rendering.strings import Strings
from digest.rendering.view import IssueView

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An issue in its public form, with its view, the words of its language, and the editor's notes.

    `calendar` is the text of its dates ahead, empty where it has none.
    """

    issue: Issue
    view: IssueView
    words: Strings
    notes: Notes
    noted: Noted
    calendar: str = ""

    @property
    def updated(self) -> datetime:
        """When its entry in feeds last changed: when it was made, or the editor's last note of it."""
        made = self.issue.provenance.moment
        return max(made, self.notes.changed) if self.notes.changed else made

    @property
    def path(self) -> str:
        """The page's place in the site."""
        return f"issues/{self.issue.id}/index.html"

    @property
    def url(self) -> str:
        """The page's address, or its place where the publication has no archive address."""
        return f"{self.view.archive_url}issues/{self.issue.id}/" if self.view.archive_url else self.path
