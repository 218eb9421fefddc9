"""A PDF with each line of text at its place, in a few hundred bytes: the fonts are those every reader of PDF knows."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 595.0, 842.0
PLAIN, BOLD = "F1", "F2"


@dataclass(frozen=True)
class Text:
    """A line; `down` is its baseline's distance from the page's top, in points like all else."""

    text: str
    left: float
    down: float
    size: float = 10.0
    font: str = PLAIN


def width(text: str, size: float = 10.0) -> float:
    """How wide the text is: Hangul takes an em, all else half of one."""
    return sum(size if ord(char) > 0x1100 else size / 2 for char in text)


def fill(
    text: str,
    *,
    left: float,
    down: float,
    columns: float,
    size: float = 10.0,
    cut: bool = False,
    trailing: bool = False,
) -> list[Text]:
    """A paragraph broken into lines: between words, or (`cut`) wherever the line is full.

    Args:
        text: the paragraph.
        left: of its lines.
        down: of its first line.
        columns: its width.
        size: of its type.
        cut: break inside words too.
        trailing: keep the space at the end of a line that breaks between words.
    """
    lines, now = [], ""
    for part in list(text) if cut else text.split(" "):
        longer = now + part if cut or not now else f"{now} {part}"
        if now and width(longer.rstrip(), size) > columns:
            lines.append(now if trailing else now.rstrip())
            now = part.lstrip()
            if cut and trailing and part == " ":
                lines[-1] += " "
        else:
            now = longer
    lines.append(now)
    return [Text(line, left, down + 1.6 * size * index, size) for index, line in enumerate(lines)]


def write(
    pages: list[list[Text]], *, info: dict[str, str] | None = None, extra: str = "", trailer: str = ""
) -> bytes:
    """The bytes of a PDF.

    Args:
        pages: the lines of each.
        info: its Title, Author, CreationDate.
        extra: drawing instructions for every page.
        trailer: more entries of the trailer.
    """
    count = len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{10 + 2 * index} 0 R' for index in range(count))}] >>",
        *(
            piece
            for name in ("HYSMyeongJo-Medium", "HYGoThic-Bold")
            for piece in (_font(name, 4 if name.startswith("HYS") else 6), _descendant(name))
        ),
        "<< " + " ".join(f"/{key} {_hex(value)}" for key, value in (info or {}).items()) + " >>",
        "null",
        "null",
    ]
    for index, page in enumerate(pages):
        content = extra + "\n".join(_show(text) for text in page)
        objects += [
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {11 + 2 * index} 0 R"
                " /Resources << /Font << /F1 3 0 R /F2 5 0 R >> >> >>"
            ),
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    return _file(objects, trailer)


def _font(name: str, descendant: int) -> str:
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /UniKS-UCS2-H"
        f" /DescendantFonts [{descendant} 0 R] >>"
    )


def _descendant(name: str) -> str:
    return (
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /DW 1000 /W [1 95 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >>"
        f" /FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 6 /FontBBox [0 -200 1000 900]"
        " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>"
    )


def _show(text: Text) -> str:
    codes = text.text.encode("utf-16-be").hex()
    return f"BT /{text.font} {text.size} Tf 1 0 0 1 {text.left} {HEIGHT - text.down} Tm <{codes}> Tj ET"


def _hex(value: str) -> str:
    return f"<feff{value.encode('utf-16-be').hex()}>"


def _file(objects: list[str], trailer: str) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 7 0 R {trailer} >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()
