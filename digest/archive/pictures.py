"""The picture that a social network or a messenger shows of a page (Open Graph), drawn with the font beside this module."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONT = Path(__file__).with_name("fonts") / "Pretendard-Bold.otf"


@lru_cache(maxsize=8)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels."""
    return ImageFont.truetype(str(FONT), size)
