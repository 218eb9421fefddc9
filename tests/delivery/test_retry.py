"""What an answer means, decided on values alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.delivery.retry import GIVE_UP, LONGEST, decide, delay
from digest.delivery.transport import Answer

START = datetime(2025, 11, 24, 7, 0, tzinfo=UTC)


def told(answer: Answer, *, attempts: int = 1, after: timedelta = timedelta(0), uncertain: str = "hold"):
    return decide(
        answer,
        attempts=attempts,
        since=START,
        now=START + after,
        key="<a@example.org>",
        uncertain=uncertain,  # type: ignore[arg-type] - a test's parameter
    )


@given(st.integers(min_value=1, max_value=40), st.text(max_size=20))
def test_delays_double_from_five_minutes_to_four_hours_with_at_most_a_fifth_more(attempts: int, key: str):
    plain = min(timedelta(minutes=5) * 2 ** min(attempts - 1, 9), LONGEST)
    assert plain <= delay(attempts, key) <= plain * 1.2
    assert delay(attempts, key) == delay(attempts, key)


def test_different_rows_are_not_retried_in_the_same_moment():
    assert len({delay(1, f"<{number}@example.org>") for number in range(100)}) > 90


def test_a_deferral_is_tried_again_for_48_hours_and_no_longer():
    deferred = Answer(kind="deferred", code=450)
    first = told(deferred)
    assert first.state == "retry"
    assert first.due == START + delay(1, "<a@example.org>")
    assert first.since == START
    assert told(deferred, attempts=12, after=GIVE_UP - timedelta(minutes=1)).state == "failed"


@pytest.mark.parametrize(
    ("answer", "state", "suppress", "pause"),
    [
        (Answer(kind="accepted", code=250), "sent", False, False),
        (Answer(kind="closed"), "retry", False, False),
        (Answer(kind="closed", code=421), "retry", False, False),
        (Answer(kind="unknown"), "uncertain", False, False),
        (Answer(kind="refused", about="recipient", code=550), "failed", False, False),
        (Answer(kind="refused", about="recipient", code=550, enhanced="5.1.1"), "failed", True, False),
        (Answer(kind="refused", about="message", code=550, enhanced="5.1.1"), "failed", False, False),
        (Answer(kind="refused", about="recipient", code=552, enhanced="5.2.2"), "failed", False, False),
        (Answer(kind="refused", about="message", code=554, enhanced="5.7.1"), "failed", False, True),
        (Answer(kind="refused", about="sender", code=530, enhanced="5.7.0"), "pending", False, True),
        (Answer(kind="refused", about="sender", code=550, enhanced="5.1.8"), "pending", False, True),
        (Answer(kind="deferred", about="recipient", code=450, enhanced="4.1.1"), "retry", False, False),
    ],
)
def test_each_kind_of_answer(answer: Answer, state: str, suppress: bool, pause: bool):  # noqa: FBT001 - a table
    decision = told(answer)
    assert (decision.state, decision.suppress, decision.pause) == (state, suppress, pause)


def test_the_uncertain_is_sent_again_only_where_that_is_the_policy():
    assert told(Answer(kind="unknown"), uncertain="hold").state == "uncertain"
    assert told(Answer(kind="unknown"), uncertain="resend").state == "retry"
    late = told(Answer(kind="unknown"), uncertain="resend", after=GIVE_UP)
    assert late.state == "uncertain"
