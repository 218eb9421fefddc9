"""Pictures of a mail made small, and how far two of them are from each other.

A machine's fonts set lines a little otherwise, so not pixels are compared but what a reader sees at arm's length: the picture at
a tenth of its size, stretched to the same height, band by band. A block that is gone, a ground or a rule of another colour shows;
a word that moved to the next line does not.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digest.rendering import marks
from tests.golden.golden import ways
from tests.judged import tools

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

    from tests.golden.golden import Scheme

GOLDEN = Path(__file__).parent
SHOTS = GOLDEN / "shots"
SCALE = 10
BANDS = 24

_DRAW = """async ([data, scale]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + data;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width / scale);
  canvas.height = Math.round(image.height / scale);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  let text = "";
  for (let at = 0; at < pixels.length; at += 4096) text += String.fromCharCode(...pixels.subarray(at, at + 4096));
  return [canvas.width, canvas.height, btoa(text), canvas.toDataURL("image/png").split(",")[1]];
}"""


@dataclass(frozen=True)
class Shot:
    """A small picture: its pixels (height, width, red-green-blue) and itself as PNG."""

    pixels: np.ndarray
    png: bytes


@dataclass(frozen=True)
class Difference:
    """How far apart two pictures are.

    Args:
        height: the difference of their heights, as a share.
        ground: how far the commonest colour is from what it was, in steps of 255.
        ink: the farthest that the mean colour of a band is, over some lines of text.
        colour: the change of all that is coloured, as a share.
    """

    height: float
    ground: float
    ink: float
    colour: float

    @property
    def small(self) -> bool:
        """Whether it is what other fonts make, and no more."""
        return self.height < 0.05 and self.ground < 4 and self.ink < 6 and self.colour < 0.1


def name(mail: str, width: int, scheme: str) -> str:
    return f"{Path(mail).stem}-{width}-{scheme}.png"


def shoot(browser: Browser, html: str, width: int, scheme: Scheme) -> Shot:
    """The whole of a mail at a width, made small."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.set_content(marks.filled(html, unsubscribe="#", name="김민지", preferences="#"))
    large = page.screenshot(full_page=True, animations="disabled")
    context.close()
    return _drawn(browser, large, SCALE)


def read(browser: Browser, path: Path) -> Shot:
    """A small picture that was kept."""
    return _drawn(browser, path.read_bytes(), 1)


def difference(one: Shot, other: Shot) -> Difference:
    """How far the other picture is from the one."""
    height = one.pixels.shape[0]
    rows = np.linspace(0, other.pixels.shape[0] - 1, height).round().astype(int)
    before, after = one.pixels, other.pixels[rows]
    bands = list(zip(np.array_split(before, BANDS), np.array_split(after, BANDS), strict=True))
    coloured = [float(np.ptp(pixels, axis=2).sum()) for pixels in (before, after)]
    return Difference(
        height=abs(other.pixels.shape[0] - height) / height,
        ground=float(np.abs(np.median(before, axis=(0, 1)) - np.median(after, axis=(0, 1))).max()),
        ink=max(float(np.abs(a.mean(axis=(0, 1)) - b.mean(axis=(0, 1))).max()) for a, b in bands),
        colour=abs(coloured[0] - coloured[1]) / coloured[0],
    )


def renew(mails: Sequence[str]) -> list[Path]:
    """Take every picture anew."""
    from playwright.sync_api import sync_playwright

    path = tools.program("chromium", "chromium-browser", "google-chrome", unchecked="how the mails look")
    made = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for mail in mails:
            html = (GOLDEN / mail).read_text(encoding="utf-8")
            for width, scheme in ways(mail):
                made.append(SHOTS / name(mail, width, scheme))
                made[-1].write_bytes(shoot(browser, html, width, scheme).png)
        browser.close()
    return made


def _drawn(browser: Browser, png: bytes, scale: int) -> Shot:
    page = browser.new_page()
    width, height, pixels, small = page.evaluate(_DRAW, [base64.b64encode(png).decode(), scale])
    page.close()
    values = np.frombuffer(base64.b64decode(pixels), dtype=np.uint8).reshape(height, width, 4)
    return Shot(pixels=values[:, :, :3].astype(float), png=base64.b64decode(small))
