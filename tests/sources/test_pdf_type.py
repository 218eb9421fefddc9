"""How PDFs are set: spaced type, initials, small capitals, headings over columns, notes, lines that broke in numbers."""

from __future__ import annotations

import pytest

from digest.stories.seams import Seam, glues
from tests.sources.pdfwriter import BOLD, Text, fill, width, write
from tests.sources.test_pdf import HARBOUR, TRAINS, kinds, lines, told


def letters(text: str, left: float, down: float, size: float, *, between: float, space: float) -> list[Text]:
    """Each letter by itself, `between` ems after the one before; `space`: ems that a space adds."""
    made: list[Text] = []
    for char in text:
        if char == " ":
            left += space * size
            continue
        made.append(Text(char, left, down, size))
        left += width(char, size) + between * size
    return made


@pytest.mark.parametrize("name", ["TRANSPORT WEEKLY", "바닷가 소식지"])
@pytest.mark.parametrize("between", [0.12, 0.4, 0.8])
def test_words_in_spaced_type_are_words(name: str, between: float):
    """The reader of the PDF guesses spaces where letters stand apart; between words they stand further apart."""
    page = [
        *letters(name, 60, 60, 18, between=between, space=0.5),
        *fill(TRAINS, left=60, down=110, columns=400),
    ]
    assert lines(write([page])) == [name, TRAINS]


def test_air_between_scripts_is_no_space_where_the_file_writes_its_spaces():
    page = [
        Text("무인 장비는 모두", 60, 100),
        Text(" 12", 60 + width("무인 장비는 모두"), 100),
        Text("대이고 한 시간에", 62 + width("무인 장비는 모두 12"), 100),
        Text(" 32", 62 + width("무인 장비는 모두 12대이고 한 시간에"), 100),
        Text("번 움직인다.", 64 + width("무인 장비는 모두 12대이고 한 시간에 32"), 100),
    ]
    assert lines(write([page])) == ["무인 장비는 모두 12대이고 한 시간에 32번 움직인다."]


def test_an_initial_over_several_lines_begins_its_word():
    first = fill(TRAINS[1:], left=90, down=100, columns=300)[:2]
    rest = TRAINS[1:].removeprefix(" ".join(line.text for line in first)).strip()
    page = [Text("T", 60, 116, 34), *first, *fill(rest, left=60, down=132, columns=330)]
    assert lines(write([page])) == [TRAINS]
    assert lines(write([page[1:] + page[:1]])) == [TRAINS]
    alone = "A letter came. It was the letter of a woman whom nobody in this town had ever met before."
    first = fill(alone[2:], left=90, down=100, columns=300)
    assert lines(write([[Text("A", 60, 116, 34), *first]])) == [alone]


def test_small_capitals_are_of_the_size_of_their_capitals():
    head = [Text("B", 60, 60, 10), Text("RIDGES AND RAILS", 65, 60, 7.5)]
    page = [
        *head,
        Text("of the northern line, as they were seen by those who built them and by those who", 66 + 60, 60),
        Text("ride on them. The book is out since March, and it has sold nine hundred copies.", 60, 76),
        Text("It is printed in the town where its author was born and has lived all her life.", 60, 92),
    ]
    assert len(lines(write([page]))) == 1


def test_a_heading_no_wider_than_its_column_stands_over_both_where_both_stop_for_it():
    short = TRAINS.partition(". ")[0] + "."
    page: list[Text] = []
    for number, head in enumerate(("First tale of the railway", "Second tale of the sea")):
        down = 80 + 160 * number
        page += [
            Text(head, 50, down, 14),
            *fill(short, left=50, down=down + 24, columns=230),
            *fill(TRAINS, left=310, down=down + 24, columns=230),
        ]
    expected = ["First tale of the railway", short, TRAINS, "Second tale of the sea", short, TRAINS]
    assert lines(write([page])) == expected


def test_headings_of_a_column_beside_text_do_not_part_the_columns():
    left = [
        *fill(TRAINS, left=50, down=80, columns=230),
        Text("A heading", 50, 220, 14),
        *fill(TRAINS, left=50, down=244, columns=230),
    ]
    right = fill(TRAINS + " " + TRAINS, left=310, down=80, columns=230)
    assert lines(write([[*left, *right]])) == [TRAINS, "A heading", TRAINS, TRAINS + " " + TRAINS]


def test_names_of_columns_may_stand_in_the_middle_of_theirs():
    page = [
        Text(cell, left, down)
        for down, row in (
            (100, ((110, "구간"), (270, "작년"), (412, "올해"))),
            (120, ((60, "동부 노선"), (260, "1,204"), (400, "1,388"))),
            (140, ((60, "남서부 순환 노선"), (270, "987"), (412, "990"))),
        )
        for left, cell in row
    ]
    assert lines(write([page])) == [
        "구간 | 작년 | 올해",
        "동부 노선 | 1,204 | 1,388",
        "남서부 순환 노선 | 987 | 990",
    ]


@pytest.mark.parametrize("mark", ["1", "1.", "1)", "1 "])
def test_notes_are_known_by_the_raised_mark_in_the_text(mark: str):
    page = [
        Text("태양광의 비중이 40%를 넘었다.", 60, 100),
        Text("1", 60 + width("태양광의 비중이 40%를 넘었다."), 96, 6),
        Text("다른 단락은 아무 표시도 없이 짧게 끝난다.", 60, 140),
        Text(f"{mark}전력거래소, 발전 실적, 2025년.", 60, 760, 8),
    ]
    found = told(write([page]))
    assert [block.kind for block in found.blocks] == ["paragraph", "note", "paragraph"]
    assert found.text.split("\n")[:2] == [
        "태양광의 비중이 40%를 넘었다.",
        f"{mark}전력거래소, 발전 실적, 2025년.",
    ]
    assert found.blocks[1].label == mark.strip()


def test_a_justified_heading_stays_one():
    page = [
        *fill(TRAINS, left=60, down=60, columns=150),
        Text("Glacier", 60, 340, 14),
        Text("survey", 168, 340, 14),
        Text("measures record", 60, 358, 14),
        *fill(TRAINS, left=60, down=390, columns=150),
    ]
    assert "Glacier survey measures record" in lines(write([page]))


def test_type_a_little_larger_than_the_text_is_a_heading_as_bold_is():
    def page(size: float, font: str) -> list[Text]:
        made: list[Text] = []
        for head in ("다리가 다시 열린다", "시장이 새로 선다"):
            down = made[-1].down + 40 if made else 60
            made += [
                Text(head, 60, down, size, font),
                *fill(HARBOUR, left=60, down=down + 24, columns=400, size=12),
            ]
        return made

    for size, font in ((13.0, "F1"), (12.0, BOLD)):
        assert kinds(write([page(size, font)])) == [("heading", 1), ("paragraph", 0)] * 2


KOREAN = [
    "전국 14개 항만의 소음을 3년 동안 재어 5월 2일에 알린다.",
    "한 해 120톤을 아끼고 12대를 쓴다. 제2부두에서 3만 원을 낸다.",
]


@pytest.mark.parametrize(
    ("before", "after", "glue"),
    [
        ("비중이 두 달 사이 21.", "3%로 올랐다", ""),
        ("하루 평균 7,3", "00만 원을 쓰고", ""),
        ("하루 평균 7,", "300만 원을 쓰고", ""),
        ("면적은 전체의 1", "5%에 이른다", ""),
        ("한 해 31", "0톤의 물을 아낀다", ""),
        ("한 해 310", "톤의 물을 아낀다", ""),
        ("지난 3", "년 동안의 변화를", ""),
        ("비중이 처음으로 20%", "를 넘었다고 밝혔다", ""),
        ("것을 돕는 AI", "가 나온다", ""),
        ("가장 큰 걸음이 될 것”", "이라고 설명했다", ""),
        ("2025. 3.", "14. 발행한 소식지", " "),
        ("오래된 아파트", "48개 동의 옥상에", " "),
        ("신항 제", "2부두에서 일한다", ""),
        ("The survey of 2024", "15 people took part", " "),
    ],
)
@pytest.mark.parametrize("more", [0, 12], ids=["alone", "among words"])
def test_numbers_and_particles_are_whole_again(before: str, after: str, glue: str, more: int):
    """Also in a text that breaks between words elsewhere: printers part figures from what follows."""
    between = [Seam(before="바닷가 마을의 오래된", after="다리를 다시 열었다")] * more
    if more and before[-1:].isdigit() and after[:1].isdigit():
        return  # there, two numbers stand side by side
    if more and before.endswith("제"):
        return  # there, no word was broken
    text = [*KOREAN, *(line for seam in between for line in (seam.before, seam.after))]
    assert glues([*between, Seam(before=before, after=after)], text=text)[-1] == glue


def test_lines_with_room_for_more_tell_that_words_were_not_broken():
    doubtful = Seam(before="운영자 한 명이 장", after="비 네 대를 살핀다")
    roomy = [Seam(before="바닷가 마을의 오래", after="된다고 말했다", room=1.5)] * 4
    assert glues([doubtful], text=[])[0] == ""
    assert glues([*roomy, doubtful], text=[]) == [" "] * 5


def test_where_most_lines_end_in_a_space_one_without_may_have_lost_it():
    kept = [Seam(before="바닷가 마을의 오래된", after="다리를 다시 열었다", spaced=True)] * 8
    lost = [
        Seam(before="교육이 먼저 이루어져야", after="한다는 입장을 밝혔다"),
        Seam(before="교육이 먼저 이루어", after="져야 한다는 입장을"),
    ]
    assert glues([*kept, *lost], text=[]) == [" "] * 9 + [""]


def test_paragraphs_with_hanging_indents_are_whole():
    page: list[Text] = []
    for text in (TRAINS, TRAINS[::-1].strip(". ") + ".", TRAINS, TRAINS):
        made = fill(text, left=60, down=page[-1].down + 18 if page else 60, columns=330)
        page += [made[0], *(Text(line.text, line.left + 20, line.down) for line in made[1:])]
    assert lines(write([page])) == [TRAINS, TRAINS[::-1].strip(". ") + ".", TRAINS, TRAINS]


def test_an_item_with_even_margins_is_not_set_around_a_middle():
    page = [
        *fill(HARBOUR, left=60, down=60, columns=400),
        Text("1. The operator of the northern line will run night trains again from", 80, 150),
        Text("Juneau, after an interruption of eleven years that nobody had expected to", 90, 166),
        Text("last so long.", 90, 182),
    ]
    assert len(lines(write([page]))) == 2


def test_a_title_in_lines_around_one_middle_is_one_and_words_in_quotation_marks_are_no_heading():
    page = [
        *fill(TRAINS, left=60, down=60, columns=400),
        Text("“We shall have built it by the end of", 130, 120, 14),
        Text("this very year.”", 203, 141, 14),
        *fill(TRAINS, left=60, down=180, columns=400),
    ]
    assert lines(write([page])) == [
        TRAINS,
        "“We shall have built it by the end of this very year.”",
        TRAINS,
    ]
    assert kinds(write([page])) == [("paragraph", 0)] * 3


def ruled(*boxes: tuple[float, float, float, float]) -> str:
    """Drawing instructions for the borders of boxes: left, top, right and bottom, from the page's top."""
    drawn = ""
    for left, top, right, bottom in boxes:
        for x, y, wide, high in (
            (left, top, right - left, 0.8),
            (left, bottom, right - left, 0.8),
            (left, top, 0.8, bottom - top),
            (right, top, 0.8, bottom - top),
        ):
            drawn += f"{x} {842 - y - high} {wide} {high} re f\n"
    return drawn


def test_cells_between_rules_are_whole_however_many_lines_they_take():
    rows = ((60, 84), (84, 130), (130, 160))
    columns = ((50, 150), (150, 330), (330, 420))
    page = [
        Text("사업", 90, 76),
        Text("내용", 225, 76),
        Text("기간", 365, 76),
        Text("부름 버스", 54, 110),
        *fill("전화로 부르면 오는 작은 차를 산골 마을 열두 곳에 둔다", left=154, down=102, columns=172),
        Text("5월~12월", 334, 110),
        Text("저장고", 54, 150),
        Text("지은 지 서른 해가 넘은 건물의 옥상", 154, 150),
        Text("6월~9월", 334, 150),
        *fill(HARBOUR, left=50, down=200, columns=370),
    ]
    boxes = [(left, top, right, low) for top, low in rows for left, right in columns]
    found = told(write([page], extra=ruled(*boxes)))
    assert [block.kind for block in found.blocks] == ["row", "row", "row", "paragraph"]
    assert found.text.split("\n") == [
        "사업 | 내용 | 기간",
        "부름 버스 | 전화로 부르면 오는 작은 차를 산골 마을 열두 곳에 둔다 | 5월~12월",
        "저장고 | 지은 지 서른 해가 넘은 건물의 옥상 | 6월~9월",
        HARBOUR,
    ]


def test_columns_with_a_rule_between_them_are_no_table():
    page = [*fill(TRAINS, left=50, down=110, columns=230), *fill(HARBOUR, left=310, down=110, columns=230)]
    boxes = ruled((40, 90, 295, 400), (295, 90, 560, 400))
    assert lines(write([page], extra=boxes)) == [TRAINS, HARBOUR]
