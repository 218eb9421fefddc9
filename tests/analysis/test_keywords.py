"""The words of a period are what it was about."""

from __future__ import annotations

from digest.analysis.keywords import keywords
from digest.analysis.prepared import prepare
from digest.language.analyser import Analyser
from digest.model import Story

TOLD = (
    (
        "Harbour lights the lanterns",
        "The harbour lights its lanterns in December. Visitors meet at the harbour on Friday.",
    ),
    ("Harbour sells lanterns", "The harbour sells lanterns until December. Visitors come on Friday."),
    (
        "Harbour counts visitors",
        "In December the harbour counts its visitors by their lanterns, on Friday too.",
    ),
    ("등불 잔치 열린다", "강변에서 등불 잔치가 두 시간 열린다. 금요일 저녁에 손님이 온다."),
    ("등불 잔치 늘린다", "강변의 등불 잔치를 한 시간 늘린다. 손님은 금요일에 많다."),
    ("등불 잔치 손님", "등불 잔치의 손님은 강변에서 세 시간 머문다. 금요일이 좋다."),
)


def test_months_days_and_hours_are_none_of_them():
    """Capitals made a name of December, and every text that tells an hour has 시간."""
    stories = [
        Story(
            id=f"s{n}", document=f"d{n}", source="a", title=title, text=text,
            language="en" if title.isascii() else "ko",
        )
        for n, (title, text) in enumerate(TOLD)
    ]  # fmt: skip
    affairs = {story.id: "en" if story.language == "en" else "ko" for story in stories}
    found = [one.text for one in keywords(prepare(stories, Analyser()), affairs, {}, count=20)]
    assert {"등불", "잔치", "강변"} <= set(found)
    assert not {"December", "Friday", "시간", "금요일"} & set(found)
