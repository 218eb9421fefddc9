"""The sample issue and its mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.rendering.mail import render_mail
from tests.rendering import sample_issue

if TYPE_CHECKING:
    from digest.model import Issue, Rendition


@pytest.fixture(scope="session")
def issue() -> Issue:
    """Twelve items over four sections."""
    return sample_issue.sample()


@pytest.fixture(scope="session")
def web_url(issue: Issue) -> str:
    """Where the sample issue's page will stand."""
    return f"{sample_issue.ARCHIVE_URL}issues/{issue.id}/"


@pytest.fixture(scope="session")
def mail(issue: Issue, web_url: str) -> Rendition:
    """The sample issue as mail."""
    return render_mail(issue, folder=None, web_url=web_url)
