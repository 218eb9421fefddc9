"""Whatever documents an issue is made of, what it quotes is proved, and one character changed is found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest import codec
from digest.analysis.clusters import group
from digest.analysis.prepared import prepare
from digest.editing.affairs import trace
from digest.editing.compose import compose
from digest.editing.verify import Frozen, verify
from digest.model import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.analyser import Analyser
    from digest.model import Issue

OUTLETS = ("한빛일보", "새벽경제", "테크누리")
WORDS = st.sampled_from(
    [
        "노바칩은",
        "공장을",
        "구미에",
        "세운다고",
        "18일",
        "밝혔다.",
        "시장은",
        "“둑을",
        "높이겠다”고",
        "말했다.",
        "1,200명",
        "연합뉴스",
        "…다.",
        "/",
        "The",
        "city",
        "will",
        "spend",
        "$84",
        "million",
        "on",
        "five",
        "ferries.",
        "“It",
        "is",
        "ready,”",
        "said",
        "the",
        "mayor.",
        "2027년",
        "‘새벽별",
        "2호’가",
        "발사됐다.그는",
        "a.m.",
        "3.5%",
        "제공",
        "①",
        "*",
        "\t",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=5).map("\n".join)
STORIES = st.lists(st.tuples(LINES, TEXTS, st.sampled_from(("ko", "en"))), min_size=1, max_size=4)


def stories(told: Sequence[tuple[str, str, str]], analyser: Analyser) -> tuple[Prepared, ...]:
    """The stories of some documents, analysed."""
    return prepare(
        [
            Story(
                id=f"s{i}",
                document=f"d{i}",
                source=OUTLETS[i % len(OUTLETS)],
                title=title.strip(),
                text=text,
                language=language,  # type: ignore[arg-type]
            )
            for i, (title, text, language) in enumerate(told)
        ],
        analyser,
    )


def frozen(members: Sequence[Prepared]) -> dict[str, Frozen]:
    """The stories as building freezes them."""
    return {
        one.story.id: Frozen(
            story=replace(one.story, text="", sentences=()),
            text=one.story.text,
            fingerprint=codec.fingerprint(one.story.text),
            spans=frozenset((sentence.start, sentence.end) for sentence in one.story.sentences),
        )
        for one in members
    }


def wrong(issue: Issue, kept: dict[str, Frozen]) -> list[str]:
    """What of an issue is not proved."""
    return [finding.message for finding in verify(issue, kept) if finding.verdict != "proved"]


# each example is analysed anew, which Kiwi does slowly at first
relaxed = settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@relaxed
@given(told=STORIES, register=st.sampled_from(("as-is", "noun", "plain", "polite")), data=st.data())
def test_what_is_quoted_is_proved_and_one_character_changed_is_found(
    *, told, register, data, analyser, material, settings, provenance
):
    members = stories(told, analyser)
    clusters = group(members)
    given_ = replace(material, stories=members, affairs=trace(clusters, members).affairs)
    shown = ("terms", "figures", "ahead", "quotations", "key-figures")
    issue = compose(given_, replace(settings, register=register, boxes=shown), provenance)
    kept = frozen(members)
    assert not wrong(issue, kept)
    picked = [(i, j) for i, item in enumerate(issue.items) for j in range(len(item.picks))]
    if not picked:
        return
    i, j = data.draw(st.sampled_from(picked))
    pick = issue.items[i].picks[j]
    shown_as = pick.shown if pick.shown is not None else pick.sentence.text
    place = data.draw(st.integers(0, len(shown_as) - 1))
    other = data.draw(st.sampled_from([sign for sign in "다가a.1" if sign != shown_as[place]]))
    forged = shown_as[:place] + other + shown_as[place + 1 :]
    changed = (
        replace(pick, sentence=replace(pick.sentence, text=forged))
        if pick.shown is None
        else replace(pick, shown=forged)
    )
    item = issue.items[i]
    picks = (*item.picks[:j], changed, *item.picks[j + 1 :])
    items = (*issue.items[:i], replace(item, picks=picks), *issue.items[i + 1 :])
    assert wrong(replace(issue, items=items), kept)
