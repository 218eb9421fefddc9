"""mjml-python's only door, in a process of its own: MJML comes in, HTML goes out, until standard input ends.

The engine behind it can take its process down (a stack that overflows, a panic), so it never runs in ours; `engine` starts
this file and speaks with it. Each message is its length in four bytes (big-endian), then its bytes; an answer begins with
one byte more, `OK` or `REFUSED`. Only the standard library and mjml are imported: it must start in no time.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import struct
import sys
from typing import IO

OK, REFUSED = b"\x00", b"\x01"
LENGTH = struct.Struct(">I")
SECONDS = 20  # then it ends by itself: also where nobody is left to end it


def read(stream: IO[bytes]) -> bytes | None:
    """The next message; None where the stream ends first."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def write(stream: IO[bytes], message: bytes) -> None:
    """Send a message at once."""
    stream.write(LENGTH.pack(len(message)) + message)
    stream.flush()


def answer(source: str) -> bytes:
    """The HTML of MJML, or why the engine refuses it; no web font is asked for."""
    from mjml import mjml2html

    try:
        return OK + str(mjml2html(source, fonts={}, disable_comments=False)).encode()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the engine is no Exception
        return REFUSED + f"{error}".encode("utf-8", "replace")


def main() -> None:
    """Answer one message after another; end with the input, or when an answer takes too long."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program; this ends with it
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - pathlib is not needed for more
        while (message := read(requests)) is not None:
            faulthandler.dump_traceback_later(SECONDS, exit=True, file=nowhere)
            told = answer(message.decode("utf-8", "replace"))
            faulthandler.cancel_dump_traceback_later()
            write(answers, told)


if __name__ == "__main__":
    main()
