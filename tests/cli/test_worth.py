"""Why an item stands where it does, in words that are true."""

from __future__ import annotations

from dataclasses import replace

from digest.cli.worth import section_lines
from digest.model import Placement
from tests.rendering.sample_issue import sample


def test_what_no_word_placed_is_not_called_sure():
    """Of a story in which no section's words stand nobody knows where it belongs; it was called "100% sure"."""
    item = replace(sample().items[0], section="other", placement=Placement(by="nothing", confidence=1.0))
    assert list(section_lines(item, {})) == ["section other: next to nothing in its texts speaks for another"]
    nearest = Placement(by="nothing", confidence=0.84, runner_up="policy", runner_up_confidence=0.16)
    first, second = section_lines(replace(item, placement=nearest), {})
    assert "84% sure" in first
    assert second.startswith("  nearest policy 16%")
