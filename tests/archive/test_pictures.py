"""Pictures of pages: their letters, their lines, and the same bytes for the same words."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from digest.archive import lettering, pictures
from digest.archive.pictures import Words, drawn
from digest.rendering import looks

TOKENS = looks.table(None, "tokens.toml")
WORDS = Words(
    publication="맥락",
    label="제48호",
    headlines=("데이터센터 전력망 심사, 내년부터 주민 동의까지 받는다", "Rates stay as they are"),
)


def wide(text: str) -> float:
    """A measure in letters, of which a Korean one takes two."""
    return sum(2 if ord(char) > 0x1100 else 1 for char in text)


def test_letters_that_the_font_lacks_are_read_left_out_or_keep_a_headline_away():
    assert lettering.drawable("美 금리 🚀 인하  ☞ 與野 합의!", pictures.has) == "미 금리 인하 여야 합의!"
    assert lettering.drawable("가족 👨‍👩‍👧 모임\n안내", pictures.has) == "가족 모임 안내"
    assert lettering.drawable("龘 나라", pictures.has) == ""
    assert lettering.drawable("Ｃafé ﬁne ½ ℃", pictures.has)
    assert pictures.has("가")
    assert not pictures.has("美")


def test_lines_break_between_words_and_are_alike_in_length():
    told = lettering.lines("가나다 라마바 사아자 차카타", width=22, most=3, measure=wide)
    assert told == ("가나다 라마바", "사아자 차카타")
    assert lettering.lines("가나다라마바사", width=6, most=9, measure=wide) == ("가나다", "라마바", "사")
    assert lettering.lines("one two three four five", width=9, most=2, measure=wide) == ("one two", "three…")
    assert lettering.lines("", width=9, most=2, measure=wide) == ()


def test_what_has_no_room_ends_with_an_ellipsis():
    assert lettering.cut("one two, three", width=9, measure=wide) == "one two…"
    assert lettering.cut("가나다라마", width=7, measure=wide) == "가나…"
    assert lettering.cut("one", width=9, measure=wide) == "one"


def test_the_same_words_give_the_same_bytes_and_are_drawn_once():
    first = drawn(WORDS, TOKENS)
    assert drawn(WORDS, TOKENS) == first
    assert drawn(WORDS, TOKENS, first) is first
    changed = Words(publication="맥락", label="제49호", headlines=WORDS.headlines)
    assert drawn(changed, TOKENS, first) != first
    ink = {**TOKENS, "light": {**TOKENS["light"], "ink": "#000080"}}
    assert drawn(WORDS, ink, first) != first
    assert b"tIME" not in first


def test_a_picture_has_the_colours_of_the_publication_and_nothing_at_its_edges():
    accent = {**TOKENS, "category": [{**TOKENS["category"][0], "light": "#CC0000"}]}
    for words in (
        WORDS,
        Words(publication="맥락"),
        Words(publication="가" * 60, label="나" * 60, headlines=("다" * 300,) * 6),
    ):
        image = Image.open(BytesIO(drawn(words, accent))).convert("RGB")
        assert image.size == (1200, 630)
        assert image.getpixel((600, 5)) == (204, 0, 0)
        ground = image.getpixel((3, 300))
        assert ground == (255, 255, 255)
        for edge in ((0, 20, 60, 630), (1140, 20, 1200, 630), (0, 600, 1200, 630)):
            assert image.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), ground)]
