"""The picture that a social network or a messenger shows of a page (Open Graph), drawn with the font beside this module.

The same words and colours give the same bytes with the same Pillow. A picture carries a digest of what it was drawn from, so
that one that stands already is not drawn again.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from digest.archive import lettering
from digest.archive.lettering import HEIGHT, WIDTH, Words
from digest.codec import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Colour = tuple[int, int, int]
FONT = Path(__file__).with_name("fonts") / "Pretendard-Bold.otf"
DRAWN = "1"
"""Of this way of drawing: another number has every picture drawn anew."""
_EDGE = 72  # px around everything
_MARK = "Digest"  # the key of the digest among the texts of a PNG
_HEAD = 1024  # bytes at the beginning of a file that hold the digest
_SIZES = ((92, 1), (64, 2), (54, 3))  # px of the first headline, and in how many lines
_STEPS = (7, 6, 2)  # shades of ink, soft ink and accent
_FEW = 14  # characters up to which a picture's title is drawn at the largest size


def drawn(words: Words, tokens: Mapping[str, Any], before: bytes | None = None) -> bytes:
    """The picture as a PNG, `WIDTH` by `HEIGHT` pixels; `before` where it says and shows the same.

    Args:
        words: of its page; a headline with a letter that the font does not have is passed over.
        tokens: the publication's; their `light` colours, and the first of a category.
        before: the picture that stands at its place.
    """
    colours = _colours(tokens)
    mark = fingerprint(DRAWN, words.publication, words.label, *words.headlines, *map(str, colours))
    if before is not None and f"{_MARK}\0{mark}".encode() in before[:_HEAD]:
        return before
    image = Image.new("RGB", (WIDTH, HEIGHT), colours[0])
    _lay(ImageDraw.Draw(image), words, *colours[1:])
    told = PngInfo()
    told.add_text(_MARK, mark)
    file = BytesIO()
    image.quantize(palette=_palette(*colours), dither=Image.Dither.NONE).save(
        file, "PNG", bits=4, compress_level=4, pnginfo=told
    )
    return file.getvalue()


def has(char: str) -> bool:
    """Whether the font has a character."""
    return char.isspace() or _shape(char) != _shape("\U0010ffff")


@lru_cache(maxsize=16)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels."""
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)


def _lay(draw: ImageDraw.ImageDraw, words: Words, ink: Colour, soft: Colour, accent: Colour) -> None:
    name = lettering.drawable(words.publication, has)
    label = lettering.drawable(words.label, has)
    right = WIDTH - _EDGE
    small = font(34)
    label = lettering.cut(label, width=(right - _EDGE) * 0.6, measure=small.getlength)
    free = right - _EDGE - (small.getlength(label) + 40 if label else 0)
    draw.rectangle((0, 0, WIDTH, 12), fill=accent)
    heads = [told for one in words.headlines if (told := lettering.drawable(one, has))]
    if not heads:  # the publication's name alone, large
        big = font(112 if len(name) <= _FEW else 72)
        _column(
            draw, lettering.lines(name, width=right - _EDGE, most=2, measure=big.getlength), 250, big, ink
        )
        draw.text((_EDGE, HEIGHT - _EDGE), label, font=small, fill=soft, anchor="ls")
        return
    top = font(48)
    draw.text(
        (_EDGE, 122), lettering.cut(name, width=free, measure=top.getlength), font=top, fill=ink, anchor="ls"
    )
    draw.text((right, 122), label, font=small, fill=soft, anchor="rs")
    draw.rectangle((_EDGE, 148, right, 151), fill=ink)
    _headlines(draw, heads, ink, soft, accent)


def _headlines(
    draw: ImageDraw.ImageDraw, heads: Sequence[str], ink: Colour, soft: Colour, accent: Colour
) -> None:
    """The first headline large, the others below it while there is room."""
    width = WIDTH - 2 * _EDGE
    for size, most in _SIZES:
        first = font(size)
        if size == _SIZES[-1][0] or first.getlength(heads[0]) <= width * most * 0.93:
            break
    told = lettering.lines(heads[0], width=width, most=most, measure=first.getlength)
    y = _column(draw, told, 210, first, ink) + 22
    other = font(34)
    for head in heads[1:]:
        if y + 50 > HEIGHT - _EDGE + 20:
            break
        draw.rectangle((_EDGE, y + 17, _EDGE + 12, y + 29), fill=accent)
        line = lettering.cut(head, width=width - 34, measure=other.getlength)
        draw.text((_EDGE + 34, y + 36), line, font=other, fill=soft, anchor="ls")
        y += 58


def _column(
    draw: ImageDraw.ImageDraw, told: Sequence[str], y: int, face: ImageFont.FreeTypeFont, ink: Colour
) -> int:
    """Draw lines below each other; says where the next thing may begin."""
    for line in told:
        draw.text((_EDGE, y + round(face.size * 0.8)), line, font=face, fill=ink, anchor="ls")
        y += round(face.size * 1.3)
    return y


@lru_cache(maxsize=4)
def _palette(ground: Colour, *others: Colour) -> Image.Image:
    """The colours, and shades between each and the ground for the edges of letters: 16, half a byte a pixel."""
    shades = [ground]
    for colour, steps in zip(others, _STEPS, strict=True):
        shades += [
            tuple(round(a + (b - a) * step / steps) for a, b in zip(ground, colour, strict=True))  # type: ignore[misc]
            for step in range(1, steps + 1)
        ]
    found = Image.new("P", (1, 1))
    found.putpalette([part for colour in shades for part in colour])
    return found


def _colours(tokens: Mapping[str, Any]) -> tuple[Colour, Colour, Colour, Colour]:
    light = tokens["light"]
    named = (light["card"], light["ink"], light["ink2"], tokens["category"][0]["light"])
    return (_colour(named[0]), _colour(named[1]), _colour(named[2]), _colour(named[3]))


def _colour(name: str) -> Colour:
    red, green, blue = ImageColor.getrgb(name)[:3]
    return red, green, blue


@lru_cache(maxsize=4096)
def _shape(char: str) -> tuple[tuple[int, int], bytes]:
    mask = font(24).getmask(char)
    return mask.size, bytes(mask)
