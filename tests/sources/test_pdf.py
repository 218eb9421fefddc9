"""PDFs are read as they are seen: columns, lines that go on, heads and feet, notes, lists of contents."""

from __future__ import annotations

import zlib
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.errors import InputError
from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.unbundle import unbundle
from tests.sources.pdfwriter import BOLD, Text, fill, width, write
from tests.sources.test_read import check

SEOUL = ZoneInfo("Asia/Seoul")
KEPT = Path(__file__).parent / "pdf"
HARBOUR = (
    "항만공사는 시범 기간인 6개월 동안 처리 속도와 안전 지표를 매주 공개할 계획이다. 노동조합은 직무 전환 교육이 먼저 "
    "이루어져야 한다는 입장을 내놓았다. 시범 구역은 전체 야드의 15%에 해당하는 면적이며 하반기에 30%까지 넓힐 예정이다."
)
TRAINS = (
    "The operator of the northern line will run night trains again from June, after an interruption of eleven years. "
    "Four sleeping cars will leave the capital every evening and reach the coast before breakfast."
)


def told(content: bytes):
    (found,) = read(content, name="x.pdf")
    check(found)
    assert found.format == "pdf"
    return found


def lines(content: bytes) -> list[str]:
    return told(content).text.split("\n")


def kinds(content: bytes) -> list[tuple[str, int]]:
    return [(block.kind, block.level) for block in told(content).blocks]


def stories(content: bytes):
    made = document(told(content), source_key="test", locator="x.pdf")
    return unbundle(made)


def framed(*pages: list[Text]) -> list[list[Text]]:
    """Pages with a running head, and a foot of issue and page number."""
    return [
        [
            Text("물류 브리프", 60, 40, 8),
            *page,
            Text("물류연구소 2025-3월호", 60, 810, 8),
            Text(f"- {number} -", 290, 810, 8),
        ]
        for number, page in enumerate(pages, 1)
    ]


def test_running_heads_feet_and_page_numbers_are_left_out_and_date_the_issue():
    heads = ["부두 기중기 하루 멈춰", "세 번째 방파제 착공한다", "항만 요금 내년에 오른다"]
    bodies = [[Text(head, 60, 100, 15), *fill(HARBOUR, left=60, down=130, columns=400)] for head in heads]
    found = told(write(framed(*bodies)))
    assert found.text.split("\n") == [line for head in heads for line in (head, HARBOUR)]
    assert (found.published.isoformat(), found.precision) == ("2025-03-01T00:00:00+09:00", "month")
    assert [story.title for story in stories(write(framed(*bodies))).stories] == heads


def test_what_stands_once_at_a_page_s_top_is_text():
    pages = [[Text(f"{word} 소식을 전한다", 60, 60)] for word in ("부산", "인천", "목포")]
    assert lines(write(pages)) == ["부산 소식을 전한다", "인천 소식을 전한다", "목포 소식을 전한다"]


def test_a_paragraph_goes_on_over_a_page_s_end():
    whole = fill(HARBOUR * 2, left=60, down=700, columns=400)
    half = len(whole) // 2
    later = [Text(line.text, line.left, line.down - 600) for line in whole[half:]]
    assert lines(write(framed(whole[:half], later))) == [HARBOUR * 2]


def test_columns_are_read_one_after_the_other_below_a_title_over_both():
    page = [
        Text("Two languages, one harbour and one railway in this letter", 90, 60, 16),
        *fill(TRAINS, left=50, down=110, columns=230),
        *fill(HARBOUR, left=310, down=110, columns=230),
        Text("A closing line goes over the whole width of the page and ends both of its columns.", 50, 400),
    ]
    for order in (page, page[::-1], sorted(page, key=lambda text: text.down)):
        assert lines(write([order]))[1:3] == [TRAINS, HARBOUR]
        assert len(lines(write([order]))) == 4


@pytest.mark.parametrize("trailing", [True, False])
@pytest.mark.parametrize("columns", [240, 333, 400])
def test_korean_words_that_lines_broke_are_whole_again(columns: int, *, trailing: bool):
    """By the spaces that the file keeps at the ends of lines, or, where it keeps none, by the words themselves."""
    page = fill(HARBOUR, left=60, down=100, columns=columns, cut=True, trailing=trailing)
    assert lines(write([page])) == [HARBOUR]


@settings(max_examples=80, deadline=None)
@given(
    columns=st.integers(160, 480),
    size=st.sampled_from([9.0, 10.0, 12.0]),
    texts=st.lists(
        st.sampled_from([HARBOUR, TRAINS, *(text.partition(". ")[0] + "." for text in (HARBOUR, TRAINS))]),
        min_size=1,
        max_size=4,
    ),
)
def test_however_wide_the_column_no_word_is_lost_broken_or_moved_to_another_paragraph(
    columns: int, size: float, texts: list[str]
):
    """Set with a gap between paragraphs, lines broken between words.

    Paragraphs with a gap between them never run together. One may come apart where a sentence happens to end at the
    end of a line that is not full: nothing on the page tells that from a paragraph's last line.
    """
    page: list[Text] = []
    for text in texts:
        down = page[-1].down + 2.6 * size if page else 100
        page += fill(text, left=60, down=down, columns=columns, size=size)
    pages = [[line for line in page if line.down < 780]]
    if len(pages[0]) == len(page):
        found = lines(write(pages))
        assert " ".join(found) == " ".join(texts)
        ends, gaps = (set(accumulate(len(one) + 1 for one in many)) for many in (found, texts))
        assert gaps <= ends
        assert all(" ".join(texts)[end - 2] == "." for end in ends - gaps)


def test_a_hyphen_of_a_line_s_end_goes_and_that_of_a_word_stays():
    page = [
        Text("A consortium of well-known universities has developed a sys-", 60, 100),
        Text("tem of sensors. The universities are well-", 60, 116),
        Text("known for their research on rails and on the wheels of trains.", 60, 132),
    ]
    assert lines(write([page])) == [
        (
            "A consortium of well-known universities has developed a system of sensors. The universities are "
            "well-known for their research on rails and on the wheels of trains."
        )
    ]


def test_entries_of_contents_lose_their_leaders_and_are_known_as_contents():
    heads = ("부산항, 무인 하역 장비 시범 운영", "냉장 화물차 표준안 마련", "새벽 배송 전기차 20% 넘어")
    first = [Text("목차", 60, 100, 14)] + [
        Text(f"{number}. {head} {'.' * 40} {number + 1}", 60, 110 + 20 * number)
        for number, head in enumerate(heads, 1)
    ]
    pages = [
        [Text(f"{number}. {head}", 60, 100, 14), *fill(HARBOUR, left=60, down=130, columns=400)]
        for number, head in enumerate(heads, 1)
    ]
    found = stories(write(framed(first, *pages)))
    assert [story.title for story in found.stories] == list(heads)
    (contents,) = [part for part in found.parts if part.kind == "contents"]
    assert all(head in contents.text for head in heads)
    assert "..." not in contents.text


def test_a_note_stands_after_the_paragraph_that_bears_its_mark():
    first = "태양광의 비중이 처음으로 40%를 넘었다고 거래소가 밝혔다"
    page = [
        Text(first, 60, 100),
        Text("1)", 60 + width(first), 96, 6),
        Text("넓이 300m", 60, 140),
        Text("2", 60 + width("넓이 300m"), 136, 6),
        Text("의 두 번째 단락은 다른 일을 길게 이야기한다.", 63 + width("넓이 300m"), 140),
        Text("1) 전력거래소, 시간대별 발전 실적, 2025년 4월 8일.", 60, 760, 8),
    ]
    found = told(write([page]))
    assert [block.kind for block in found.blocks] == ["paragraph", "note", "paragraph"]
    assert found.text.startswith(f"{first}\n")
    _, note, second = found.text.split("\n")
    assert note == "1) 전력거래소, 시간대별 발전 실적, 2025년 4월 8일."
    assert found.blocks[1].label == "1)"
    assert "300m2" in second


def test_headings_are_known_by_size_and_by_weight_and_items_by_their_markers():
    page = [
        Text("주간 소식", 60, 60, 20),
        Text("정책", 60, 100, 14),
        *fill(HARBOUR, left=60, down=130, columns=400),
        Text("굵은 제목", 60, 220, 10, BOLD),
        *fill("□ " + HARBOUR, left=60, down=240, columns=400),
        Text("○ 수위계는 10분마다 수위를 잰다.", 70, 310),
        Text("- 설치 비용은 640만 원이다.", 80, 328),
    ]
    found = told(write([page]))
    assert [(block.kind, block.level, block.label) for block in found.blocks] == [
        ("heading", 1, ""),
        ("heading", 2, ""),
        ("paragraph", 0, ""),
        ("heading", 3, ""),
        ("item", 1, "□"),
        ("item", 2, "○"),
        ("item", 2, "-"),
    ]
    assert found.title == "주간 소식"


def test_bullets_that_are_drawn_make_items():
    page = [Text("첫째 항목은 짧다.", 60, 100), Text("둘째 항목도 짧다.", 60, 116)]
    drawn = "".join(f"48 {842 - down + 2} 4 4 re f\n" for down in (100, 116))
    found = told(write([page], extra=drawn))
    assert [(block.kind, block.label) for block in found.blocks] == [("item", "•"), ("item", "•")]


def test_rows_of_a_table_stay_rows_and_their_cells_apart():
    page = [
        Text(cell, left, down)
        for down, row in (
            (100, ("행사명", "기간", "장소")),
            (120, ("해양 로봇 전시회", "2025.06.11.~06.13.", "부산")),
            (140, ("자료 포럼", "2025.06.24.~06.26.", "리스본")),
        )
        for left, cell in zip((60, 220, 400), row, strict=True)
    ]
    found = told(write([page]))
    assert [block.kind for block in found.blocks] == ["row", "row", "row"]
    assert found.text.split("\n")[1] == "해양 로봇 전시회 | 2025.06.11.~06.13. | 부산"
    assert [event.name for event in stories(write([page])).events] == ["해양 로봇 전시회", "자료 포럼"]


@pytest.mark.parametrize(
    ("info", "title", "author"),
    [
        ({"Title": "항만 소식 3월", "Author": "김하늘"}, "항만 소식 3월", "김하늘"),
        ({"Title": "Microsoft Word - final.docx", "Author": "user"}, "큰 제목이다", ""),
        ({"Title": "report_2.hwp", "Author": "C:\\Users\\x"}, "큰 제목이다", ""),
        ({}, "큰 제목이다", ""),
    ],
)
def test_title_and_author_are_believed_where_they_are_some(info: dict[str, str], title: str, author: str):
    page = [Text("큰 제목이다", 60, 60, 20), *fill(HARBOUR, left=60, down=110, columns=400)]
    found = told(write([page], info=info))
    assert (found.title, found.author) == (title, author)


PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmp:CreateDate="2024-01-02T03:04:05+09:00"><dc:title>'
    '<rdf:Alt><rdf:li xml:lang="x-default">항만 &amp; 물류 소식</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>'
    "김하늘</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def test_the_only_packet_tells_what_the_fields_do_not():
    page = [Text("큰 제목이다", 60, 60, 20), *fill(HARBOUR, left=60, down=110, columns=400)]
    found = told(write([page]) + PACKET.encode())
    assert (found.title, found.author) == ("항만 & 물류 소식", "김하늘")
    assert (found.published.isoformat(), found.precision) == ("2024-01-02T03:04:00+09:00", "day")
    assert told(write([page], info={"Title": "이달의 소식"}) + PACKET.encode()).title == "이달의 소식"
    assert told(write([page]) + PACKET.encode() * 2).title == "큰 제목이다"


@pytest.mark.parametrize(
    ("line", "info", "when", "precision"),
    [
        ("2025. 1. 13.", {}, "2025-01-13T00:00:00+09:00", "day"),
        (
            "발행일: 2025년 1월 13일",
            {"CreationDate": "D:20240101000000Z"},
            "2025-01-13T00:00:00+09:00",
            "day",
        ),
        ("날짜가 없다", {"CreationDate": "D:20240102030405+09'00'"}, "2024-01-02T03:04:00+09:00", "day"),
        ("날짜가 없다", {"CreationDate": "D:20241399"}, "", "time"),
        ("날짜가 없다", {}, "", "time"),
    ],
)
def test_the_date_is_that_of_the_page_before_that_of_the_file(
    line: str, info: dict[str, str], when: str, precision: str
):
    page = [Text(line, 60, 60), *fill(HARBOUR, left=60, down=110, columns=400)]
    found = told(write([page], info=info))
    assert (found.published.isoformat() if found.published else "", found.precision) == (when, precision)


def packed(drawing: bytes) -> bytes:
    """A PDF of a page that draws this, packed: a small file."""
    plain = write([[Text("본문", 60, 60)]])
    begin, end = plain.index(b"stream\n") + 7, plain.index(b"\nendstream")
    body = zlib.compress(drawing + plain[begin:end])
    head, length, rest = plain[:begin].rpartition(b"/Length")
    return (
        head
        + b"/Filter /FlateDecode "
        + length
        + b" "
        + str(len(body)).encode()
        + rest[rest.index(b" >>") :]
        + body
        + plain[end:]
    )


def test_what_is_packed_is_read():
    assert lines(packed(b"10 10 20 20 re f\n" * 1_000)) == ["본문"]


LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<01> <01>]"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7\n%%EOF", "the PDF is broken"),
        (write([[Text("본문", 60, 60)]])[:200], "the PDF is broken"),
        (write([[]]), "there is no text in the PDF"),
        (write([[Text(" ", 60, 60)]]), "there is no text in the PDF"),
        (write([[Text("본문", 60, 60)]], trailer=LOCK), "locked with a password"),
        (write([[]], extra="q 500 0 0 700 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q\n"), "OCR"),
        (write([[] for _ in range(1001)]), "1,001 pages"),
        (write([[Text("본문", 60, 60)]], extra=f"{'0 0 m' * 10:<1000}\n" * 21_000), "too large"),
        (write([[Text("본문", 60, 60)] * 20_001]), "too large"),
        (packed(b"10 10 20 20 re f\n" * 1_500_000), "too large"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(content: bytes, message: str):
    with pytest.raises(InputError, match=message) as caught:
        read(content, name="x.pdf")
    assert caught.value.hint


def test_a_pdf_is_one_whatever_stands_before_its_first_line():
    content = b"\r\n\xef\xbb\xbf" + write([[Text("본문이 한 줄 있다.", 60, 60)]])
    assert lines(content) == ["본문이 한 줄 있다."]


def test_a_field_that_is_no_text_is_left_out():
    content = write(
        [[Text("큰 제목이다", 60, 60, 20), Text("본문이 한 줄 있다.", 60, 100)]], info={"Title": "AB"}
    )
    assert told(content.replace(b"00410042", b"d8000041")).title == "큰 제목이다"


def test_threads_read_side_by_side():
    contents = [
        write([fill(f"{number}번째 글. {HARBOUR}", left=60, down=100, columns=300)]) for number in range(12)
    ]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lines, contents))
    assert found == [[f"{number}번째 글. {HARBOUR}"] for number in range(12)]


GOOD = write(
    framed([Text("제목", 60, 100, 15), *fill(TRAINS, left=60, down=130, columns=300)], [Text("끝", 60, 100)])
)


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    content = bytearray(GOOD)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(5, len(content)))
        content[at : at + draw(st.integers(0, 12))] = draw(st.binary(max_size=12))
    return bytes(content)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=400).map(lambda tail: b"%PDF-1.7\n" + tail), broken()))
def test_any_bytes_are_read_or_refused(content: bytes):
    try:
        for found in read(content, name="x.pdf"):
            check(found)
    except InputError:
        pass


PLACED = st.builds(
    Text,
    st.text(st.sampled_from("가나다 abc1.-•□|"), max_size=30),
    st.floats(-100, 700, width=16),
    st.floats(-100, 1000, width=16),
    st.floats(0.5, 90, width=16),
    st.sampled_from(["F1", "F2"]),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(PLACED, max_size=25), min_size=1, max_size=3))
def test_text_at_any_place_keeps_the_contract(pages: list[list[Text]]):
    try:
        for found in read(write(pages), name="x.pdf"):
            check(found)
    except InputError:
        pass


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        (
            "two-columns",
            [
                "Botanic garden opens night tours",
                "Rain barrels sold out in a week",
                "School yards lose their asphalt",
                "Street trees get a telephone number",
            ],
        ),
        (
            "hyphens",
            ["Sensors find broken rails", "Quieter brakes for freight cars", "Timetables drawn by machines"],
        ),
        (
            "korean",
            ["부산항 무인 장비 12대 시범 운영", "인천항 조명 40% 낮춘다", "부산항, 인천항 조명 장비 운영"],
        ),
    ],
)
def test_kept_pdfs_of_a_real_printer_come_apart(name: str, heads: list[str]):
    content = (KEPT / f"{name}.pdf").read_bytes()
    assert len(content) < 60_000
    titles = [story.title for story in stories(content).stories]
    assert [title for title in titles if title in heads] == heads
    assert "consor-" not in told(content).text
