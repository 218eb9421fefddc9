"""Wrapped lines become paragraphs again."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.stories.clean import tidy_lines, width
from digest.stories.wrapping import paragraphs

ENGLISH = "The ferry company has ordered two electric boats from a yard in the north, and each of them will carry a hundred and eighty passengers across the bay in eleven minutes without a drop of oil."


def _turned(count: int) -> list[str]:
    """Paragraphs of one length and different lines: a line that comes thrice is no part of a paragraph."""
    words = ENGLISH.split()
    return [" ".join(words[start:] + words[:start]) for start in range(0, 7 * count, 7)]


def _rejoined(lines: list[str]) -> list[str]:
    return [text for text, _ in paragraphs(lines)]


def test_english_text_wrapped_at_seventy_columns() -> None:
    """Paragraphs parted by empty lines come back whole, with a space where a line ended."""
    words = ENGLISH.split()
    whole = [" ".join(words[start:] + words[:start]) for start in (0, 7, 13)]
    text = "\n\n".join("\n".join(textwrap.wrap(paragraph, 70)) for paragraph in whole)
    assert _rejoined(tidy_lines(text)) == whole


def test_the_trailing_space_tells_where_a_word_was_broken() -> None:
    """No space at a line's end: the word goes on; a space: a new word begins. Every line is followed by an empty one."""
    broken = [
        "○ 강마루연구소가 전국 하천 이백열 곳의 수질을 한눈에 보는 지도를 내놓고 누구나 내려받",
        "을 수 있게 했으며 앞으로 해마다 두 차례씩 새로 잰 값을 더하고 지역 주민의 의견도 함께 ",
        "싣기로 했다고 설명",
        "○ 지도에는 열 해 동안 잰 값 삼천만 건이 들어 있으며 지역마다 다른 방식으로 적던 값을 한 ",
        "가지 방식으로 바꾸어 견줄 수 있게 했고 오래된 값의 잘못도 하나하나 찾아서 바로잡았다고 밝",
        "힘",
    ]
    assert _rejoined(tidy_lines("\n\n".join(broken))) == [
        "○ 강마루연구소가 전국 하천 이백열 곳의 수질을 한눈에 보는 지도를 내놓고 누구나 내려받을 수 있게 했으며 앞으로 해마다 두 차례씩 새로 잰 값을 더하고 지역 주민의 의견도 함께 싣기로 했다고 설명",
        "○ 지도에는 열 해 동안 잰 값 삼천만 건이 들어 있으며 지역마다 다른 방식으로 적던 값을 한 가지 방식으로 바꾸어 견줄 수 있게 했고 오래된 값의 잘못도 하나하나 찾아서 바로잡았다고 밝힘",
    ]


def test_a_headline_with_room_for_the_next_word_is_none_of_the_paragraph_below() -> None:
    """Where every other line takes all the words that it has room for."""
    words = ENGLISH.split()
    heads = [
        "Rail bridge over the river to close",
        "Two boats come from a yard in the north",
    ]
    whole = [" ".join(words[start:] + words[:start]) for start in (0, 7)]
    wrapped = [
        line for head, text in zip(heads, whole, strict=True) for line in (head, *textwrap.wrap(text, 58), "")
    ]
    assert _rejoined(tidy_lines("\n".join(["Notes", "", *wrapped, *wrapped]))) == [
        "Notes",
        *[heads[0], whole[0], heads[1], whole[1]] * 2,
    ]


def test_a_list_of_headlines_is_not_joined() -> None:
    lines = [
        "북쪽 다리 다시 열려",
        "시장, 세 곳의 학교에 나무 심어",
        "오늘 밤 별똥별 많이 떨어져",
        "새 도서관 이름 짓기 대회",
        "버스 노선 두 개 늘어나",
        "수영장 공사 끝나",
        "축제 사흘 앞으로",
    ]
    assert _rejoined(lines) == lines


KOREAN = [
    "군청은 산골 마을을 하루 네 번 다니던 버스를 5월부터 전화로 부르면 오는 작은 차로 바꾼다고 밝혔다. 운행 비용은 1억 2,400만 원에서 7,300만 원으로 줄고, 기다리는 시간은 평균 47분에서 18분으로 짧아진다.",
    "시범 운행에 참여한 주민 212명 가운데 83%가 만족한다고 답했다. 전화 예약이 어려운 어르신을 위해 마을회관에는 단추 하나로 차를 부르는 장치를 놓기로 했다.",
    "시립도서관이 문을 닫는 시간을 오후 10시로 늦춘 지 석 달 만에 저녁 이용자가 두 배 가까이 늘었다. 늘어난 이용자의 절반 이상은 직장인이었고, 자격증 시험을 준비하는 사람이 그 뒤를 이었다.",
    "갯벌을 되살리는 사업이 시작된 지 10년 만에 철새 31종이 다시 찾아온 것으로 조사됐다. 조사단은 바닷물이 하루 두 차례 드나드는 곳에서 회복이 가장 빨랐다고 보고했다.",
    "연구 책임자는 복원 면적 1,240헥타르 가운데 아직 30%는 예전 모습을 찾지 못했다고 말했다. 어민들은 낙지와 바지락의 어획량이 2019년보다 1.7배 늘었다며 사업을 이어 갈 것을 요구했다.",
]


def wrapped(paragraph: str, columns: int, *, cut: bool, trailing: bool) -> list[str]:
    """A paragraph in lines of so many columns, broken between words, or (`cut`) wherever a line is full."""
    lines, now = [], ""
    for part in list(paragraph) if cut else paragraph.split(" "):
        longer = now + part if cut or not now else f"{now} {part}"
        if now and width(longer.rstrip()) > columns:
            between = not cut or now.endswith(" ") or part == " "
            lines.append(now.rstrip() + (" " if between and trailing else ""))
            now = part.lstrip()
        else:
            now = longer
    return [*lines, now]


def restored(columns: int, *, cut: bool, trailing: bool, double: bool) -> tuple[int, int]:
    """How many line ends inside paragraphs came back as they were, of how many; none may glue two paragraphs."""
    lines: list[str] = []
    seams: dict[int, str] = {}
    at = 0
    for paragraph in KOREAN:
        own = wrapped(paragraph, columns, cut=cut, trailing=trailing)
        rest = paragraph
        for line in own:
            rest = rest.removeprefix(line.strip())
            at += len(line.replace(" ", ""))
            seams[at] = "\n" if not rest else rest[: len(rest) - len(rest.lstrip())]
            rest = rest.lstrip()
            lines += [line, ""] if double else [line]
        lines.append("")
    found: dict[int, str] = {}
    at = 0
    for line in _rejoined(tidy_lines("\n".join(lines))):
        for char in line:
            at += char != " "
            found[at] = " " if char == " " else ""
        found[at] = "\n"
    paragraphs = {place for place, seam in seams.items() if seam == "\n"}
    assert all(found[place] == "\n" for place in paragraphs)
    inner = seams.keys() - paragraphs
    return sum(found[place] == seams[place] for place in inner), len(inner)


@pytest.mark.parametrize("double", [False, True], ids=["", "empty lines between"])
@pytest.mark.parametrize("trailing", [False, True], ids=["bare", "spaces at ends"])
@pytest.mark.parametrize(
    ("cut", "least"), [(False, 1.0), (True, 0.95)], ids=["between words", "inside words"]
)
def test_wrapped_korean_comes_back(*, cut: bool, least: float, trailing: bool, double: bool) -> None:
    """At any width; the empty lines that part paragraphs are known also where one stands after every line."""
    told = [restored(columns, cut=cut, trailing=trailing, double=double) for columns in range(20, 62, 3)]
    assert sum(right for right, _ in told) >= least * sum(seams for _, seams in told)


@given(st.lists(st.text(max_size=80).map(lambda text: " ".join(text.split())), max_size=40))
def test_no_character_is_lost_but_spaces(lines: list[str]) -> None:
    """Whatever is joined, no letter is lost or comes twice; a page's number may follow the paragraph that it parted."""
    tidy = tidy_lines("\n".join(lines))
    joined = "".join(_rejoined(tidy)).replace(" ", "").replace("-", "")
    assert sorted(joined) == sorted("".join(tidy).replace(" ", "").replace("-", ""))


@given(
    st.lists(
        st.text("가나다라 abcDE.,-", max_size=80).map(lambda text: f"가{' '.join(text.split())}"),
        max_size=40,
        unique=True,
    )
)
def test_lines_keep_their_order(lines: list[str]) -> None:
    """All that cannot be a page's head or foot: no two are the same, and none is only a number."""
    tidy = tidy_lines("\n".join(lines))
    joined = "".join(_rejoined(tidy)).replace(" ", "").replace("-", "")
    assert joined == "".join(tidy).replace(" ", "").replace("-", "")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("FERRY TO STOP FOR", "SIX WEEKS"),
        ("New boats delayed until autumn: the", "yard is not ready"),
        ("Two new boats arrive, piers to be", "widened"),
    ],
)
def test_a_headline_of_large_letters_goes_on_in_its_second_line(first: str, second: str) -> None:
    whole = _turned(4)
    lines = [first, second, "", *(line for text in whole for line in (*textwrap.wrap(text, 58), ""))]
    assert _rejoined(tidy_lines("\n".join(lines))) == [f"{first} {second}", *whole]


def test_a_headline_in_capitals_is_none_of_the_paragraph_above() -> None:
    """Also where it had no room on that paragraph's last line."""
    whole = _turned(4)
    parts = [textwrap.wrap(text, 66) for text in whole]
    lines = [*parts[0], "WHO PARKS AT THE PIER", "", *(line for part in parts[1:] for line in (*part, ""))]
    assert len(parts[0][-1]) > 66 - len(" WHO")
    assert _rejoined(tidy_lines("\n".join(lines))) == [whole[0], "WHO PARKS AT THE PIER", *whole[1:]]


@pytest.mark.parametrize("sign", ["**", "::", "==", "~~~"])
def test_a_headline_between_signs_is_none_of_the_paragraph_below(sign: str) -> None:
    """Also where the paragraph's first word had no room beside it."""
    whole = _turned(4)
    heads = [
        f"{sign} How the {name} pier of the bay came back to life {sign}"
        for name in ("old", "new", "far", "big")
    ]
    lines = [
        line for head, text in zip(heads, whole, strict=True) for line in (head, *textwrap.wrap(text, 58), "")
    ]
    assert _rejoined(tidy_lines("\n".join(lines))) == [
        line for pair in zip(heads, whole, strict=True) for line in pair
    ]


def test_an_item_of_a_list_goes_on_though_its_line_seems_to_have_had_room() -> None:
    """Letters are not all of one width: a line of Latin letters and figures looks shorter than it was."""
    text = [
        "■ 강마루연구소가 전국 하천 이백열 곳의 수질을 한눈에 보는 지도를 내놓고 누구나 내려받",
        "",
        "을 수 있게 했으며 앞으로 해마다 두 차례씩 새로 잰 값을 더하고 지역 주민의 의견도 함께 ",
        "",
        "싣기로 했다고 설명",
        "",
        "■ KBS·MBC·SBS 방송 3사가 2024 XR-7B 시험기를 강원에서 함께 쓰는 ",
        "",
        "공동 관측소를 강원 지역에 설치하기로 합의",
        "",
        "∙ 관측소에는 나라 안팎의 연구자 마흔여 명이 머물며 하천의 수온과 흐름을 재고 그 값을 날마다 ",
        "",
        "누구나 볼 수 있는 자리에 올릴 계획",
        "",
        "∙ 첫 값은 내년 봄에 나올 예정",
    ]
    found = _rejoined(tidy_lines("\n".join(text)))
    assert any("함께 쓰는 공동 관측소를" in one for one in found)
    assert any(one.startswith("∙ 첫 값은") for one in found)
