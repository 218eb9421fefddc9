"""Ten thousand mails of whatever stands in names, subjects and texts: sound, signed, and as they were meant."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.delivery.reading import SIGNERS, check_any, texts

pytestmark = pytest.mark.slow


@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts, texts, texts, texts)
def test_ten_thousand_random_values(subject: str, name: str, sender: str, text: str):
    check_any(subject, name, sender, text, SIGNERS[1:])
