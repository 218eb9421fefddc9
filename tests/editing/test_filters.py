"""What filters and caps leave out is listed with its reason; what they keep stands as it stood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.analysis.clusters import group
from digest.analysis.ranking import RankingSettings
from digest.config.expressions import parse
from digest.editing.affairs import trace
from digest.editing.compose import compose
from digest.editing.filters import FilterSettings, sift
from digest.editing.reasons import told
from digest.model import Wanted


def wanted(*written):
    return tuple(Wanted(written=text, of=parse(text)) for text in written)


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ({}, "012345"),
        ({"drop": ("도서관",)}, "0125"),
        ({"drop": ("도서관 AND NOT 사서",)}, "012345"),
        ({"drop": ("도서관",), "keep": ("가온뉴스 OR 설문",)}, "01235"),
        ({"only": ("반도체", "굴")}, "0125"),
        ({"only": ("반도체",), "drop": ("증권가",)}, "02"),
        ({"only": ("/없는 말/",)}, ""),
        ({"keep": ("반도체",)}, "012345"),
    ],
)
def test_filters_take_what_they_say(prepared, settings, left):
    kept, gone = sift(prepared, FilterSettings(**{key: wanted(*told) for key, told in settings.items()}))
    assert [one.story.id for one in kept] == [f"s{number}" for number in left]
    assert len(kept) + len(gone) == len(prepared)


def test_what_a_filter_took_is_listed_with_it(prepared, material, settings, provenance):
    kept, gone = sift(prepared, FilterSettings(drop=wanted("굴 AND NOT 규제")))
    rest = replace(material, stories=kept, affairs=trace(group(kept), kept).affairs, sifted=gone)
    issue = compose(rest, settings, provenance)
    assert [(one.story, told(one.reason)) for one in issue.left_out] == [
        ("s5", "interests.drop: 굴 AND NOT 규제")
    ]
    assert issue.stories_read == len(prepared)


def test_a_cap_holds_and_says_so(material, settings, provenance):
    """가온뉴스 alone tells one item, 한빛일보 none: what others tell too is not counted."""
    items = len(compose(material, settings, provenance).items)
    capped = compose(material, replace(settings, caps={"가온뉴스": 0, "한빛일보": 0}), provenance)
    assert len(capped.items) == items - 1
    assert [(one.story, told(one.reason).partition(":")[0]) for one in capped.left_out] == [
        ("s5", 'sources["가온뉴스"].cap')
    ]
    assert compose(material, replace(settings, caps={"가온뉴스": 1}), provenance).left_out == ()


@pytest.mark.parametrize("cap", [0, 1, 2, 5])
def test_the_highest_items_of_a_source_stay(material, settings, provenance, prepared, cap):
    """Five stories of one source, each alone: as many stay as the cap says, those that rank highest."""
    ones = tuple(replace(one, story=replace(one.story, source="only", outlet="하나")) for one in prepared[1:])
    cluster = material.affairs[0].clusters[0]
    affairs = tuple(
        replace(
            material.affairs[0],
            clusters=(replace(cluster, id=one.story.id, stories=(one.story.id,), evidence=(), copies=()),),
        )
        for one in ones
    )
    alone = replace(material, stories=ones, affairs=affairs)
    free = [
        item.references[0].story for item in compose(alone, replace(settings, sections=()), provenance).items
    ]
    issue = compose(alone, replace(settings, sections=(), caps={"only": cap}), provenance)
    assert [item.references[0].story for item in issue.items] == free[:cap]
    assert {one.story for one in issue.left_out} == set(free[cap:])


def test_what_sources_of_weight_0_alone_tell_stands_last(material, settings, provenance):
    """Also below what readers care less for."""
    ranking = RankingSettings(weights={"가온뉴스": 0}, more=wanted("굴"), less=wanted("도서관", "반도체"))
    issue = compose(material, replace(settings, ranking=ranking, sections=()), provenance)
    assert issue.items[-1].references[0].story == "s5"
