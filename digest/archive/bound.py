"""An issue as the archive shows it."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Issue
from digest.rendering.strings import Strings
from digest.rendering.view import IssueView


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An issue with its view and the words of its language."""

    issue: Issue
    view: IssueView
    words: Strings

    @property
    def path(self) -> str:
        """The page's place in the site."""
        return f"issues/{self.issue.id}/index.html"

    @property
    def url(self) -> str:
        """The page's address, or its place where the publication has no archive address."""
        return f"{self.view.archive_url}issues/{self.issue.id}/" if self.view.archive_url else self.path
