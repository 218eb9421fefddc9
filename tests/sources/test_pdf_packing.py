"""What is packed into a PDF to fill a memory is refused unread; what is packed to save room is read, however it is packed."""

from __future__ import annotations

import base64
import zlib
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import InputError
from digest.sources.formats import pdfpacking
from digest.sources.formats.pdfpacking import MostError
from digest.sources.formats.read import read
from tests.patience import patience

ZONE = ZoneInfo("Asia/Seoul")
DRAWN = b"BT /F1 12 Tf 20 200 Td (A river rose.) Tj ET "
LARGE = 64  # MB of white space: three times what a page may hold


def pdf(stream: bytes, about: bytes) -> bytes:
    """One page, drawn by a stream; `about` is what else its dictionary says."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), about, stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"/FlateDecode",
    )
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + end


def flate(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(
        (
            packer.compress(DRAWN),
            *(packer.compress(b" " * 1_000_000) for _ in range(megabytes)),
            packer.flush(),
        )
    )


def lzw(data: bytes) -> bytes:
    """Packed as Acrobat did it in the nineties: 9 to 12 bits a code, the wider ones one code early."""
    bits = ""
    table: dict[bytes, int] = {}
    known = b""
    for place in range(len(data) + 1):
        byte = data[place : place + 1]
        if len(table) in (0, 4_096 - 3):
            if known:
                bits += f"{table.get(known, known[0]):0{width(table)}b}"
            bits += f"{256:0{width(table)}b}"
            table, known = {bytes((code,)): code for code in range(256)} | {b"clear": 256, b"end": 257}, b""
        if byte and known + byte in table:
            known += byte
            continue
        if known:
            bits += f"{table[known]:0{width(table)}b}"
            table[known + byte if byte else b"last"] = len(table)
        known = byte
    bits += f"{257:0{width(table)}b}"
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def blanks(times: int) -> bytes:
    """Blanks in LZW, each time 7 MB of them: every code is the string before it and one more."""
    codes = "".join(f"{code:0{max(9, (code + 1).bit_length())}b}" for code in range(258, 4_095))
    clear, more, blank = f"{256:09b}", f"{256:012b}", f"{32:09b}"
    bits = clear + more.join([blank + codes] * times)
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def width(table: dict[bytes, int]) -> int:
    return max(len(table), 256).bit_length() if table else 9


def runs(data: bytes) -> bytes:
    return (
        b"".join(
            bytes((len(part) - 1,)) + part
            for part in (data[at : at + 128] for at in range(0, len(data), 128))
        )
        + b"\x80"
    )


PACKED = {
    "not at all": (DRAWN, b""),
    "Flate": (zlib.compress(DRAWN), b"/Filter /FlateDecode"),
    "Flate in letters": (base64.a85encode(zlib.compress(DRAWN)) + b"~>", b"/Filter [/ASCII85Decode /FlateDecode]"),
    "Flate in digits": (zlib.compress(DRAWN).hex().encode() + b">", b"/Filter [/AHx /Fl]"),
    "Flate twice": (zlib.compress(zlib.compress(DRAWN)), b"/Filter [/FlateDecode /FlateDecode]"),
    "Flate, said elsewhere": (zlib.compress(DRAWN), b"/Filter 6 0 R"),
    "LZW": (lzw(DRAWN * 300), b"/Filter /LZWDecode"),
    "runs": (runs(DRAWN), b"/Filter /RunLengthDecode"),
}  # fmt: skip
BOMBS = {
    "Flate": (flate(LARGE), b"/Filter /FlateDecode"),
    "Flate, spelled": (flate(LARGE), b"/Filter /#46late#44ecode"),
    "Flate, said elsewhere": (flate(LARGE), b"/Filter 6 0 R"),
    "Flate twice": (zlib.compress(flate(LARGE)), b"/Filter [/FlateDecode /FlateDecode]"),
    "Flate in digits": (flate(LARGE).hex().encode() + b">", b"/Filter [/ASCIIHexDecode /FlateDecode]"),
    "Flate in letters": (base64.a85encode(flate(LARGE)) + b"~>", b"/Filter [/A85 /Fl]"),
    "said to be a picture": (flate(320), b"/Filter /FlateDecode /Metadata 9 0 R"),
    "LZW": (blanks(4), b"/Filter /LZWDecode"),
    "runs": (b"\x81 " * 200_000, b"/Filter /RunLengthDecode"),
    "Flate in runs": (runs(zlib.compress(b"\x81 " * 200_000)), b"/Filter [/RL /FlateDecode /RL]"),
}


@pytest.mark.parametrize(("stream", "about"), PACKED.values(), ids=PACKED)
def test_what_is_packed_to_save_room_is_read(stream: bytes, about: bytes):
    (found,) = read(pdf(stream, about), name="x.pdf", zone=ZONE)
    assert "A river rose." in found.text


@pytest.mark.parametrize(("stream", "about"), BOMBS.values(), ids=BOMBS)
def test_what_would_fill_a_memory_is_refused(stream: bytes, about: bytes):
    with pytest.raises(InputError, match="the PDF is too large to read"):
        read(pdf(stream, about), name="x.pdf", zone=ZONE)


def test_the_blanks_of_the_bomb_are_as_many_as_they_seem():
    assert pdfpacking.unpacked(blanks(2), b"LZW", 20_000_000) == b" " * (2 * sum(range(1, 3_839)))


@pytest.mark.parametrize("length", [65_535, 65_536, 65_537, 131_072, 200_000])
def test_how_long_a_stream_is_does_not_matter(length: int):
    """Also one that ends where a step of its unpacking does, with the rest of the file behind it."""
    packed = zlib.compress(DRAWN.ljust(length, b" "))
    with patience(20):
        (found,) = read(pdf(packed, b"/Filter /FlateDecode"), name="x.pdf", zone=ZONE)
    assert "A river rose." in found.text


@given(
    st.lists(st.sampled_from([b"a", b"bc", b"river ", b"\x00", b"\xff" * 40]), max_size=2_000).map(b"".join)
)
def test_lzw_and_runs_come_out_as_they_went_in(data: bytes):
    assert pdfpacking.unpacked(lzw(data), b"LZWDecode", 1_000_000) == data
    assert pdfpacking.unpacked(runs(data), b"RunLengthDecode", 1_000_000) == data


@given(st.binary(max_size=300), st.sampled_from([b"Fl", b"A85", b"AHx", b"LZW", b"RL", b"Crypt"]))
def test_whatever_stands_there_is_unpacked_as_far_as_it_goes(data: bytes, name: bytes):
    with suppress(MostError):
        assert len(pdfpacking.unpacked(data, name, 1_000)) <= 1_000
