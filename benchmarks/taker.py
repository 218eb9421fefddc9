"""A server that takes every mail and does as little for it as can be: it looks for the dot that ends it, and forgets it.

    python benchmarks/taker.py PORT

Postfix's `smtp-sink` looks at each octet, which takes .6 ms of a processor for a mail of 90 KB, as much as half a signature: a benchmark on the same
processors measures it too. One thread serves all connections; it offers PIPELINING (RFC 2920) and answers as much as has come at once.
"""

from __future__ import annotations

import selectors
import socket
import sys

CHUNK = 1 << 18
GREETING = b"220 taker\r\n"
HELLO = b"250-taker\r\n250-PIPELINING\r\n250 SIZE 50000000\r\n"


class Caller:
    """One connection."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self.in_body = False
        self.rest = b""  # the beginning of a command; of a body, its last octets

    def heard(self, data: bytes) -> bytes:
        """What is answered to what has come."""
        data, answers = self.rest + data, []
        start = 0
        while True:
            if self.in_body:
                end = _end(data, start)
                if end < 0:
                    start = max(start, len(data) - 4)
                    break
                self.in_body, start = False, end
                answers.append(b"250 taken\r\n")
                continue
            end = data.find(b"\n", start)
            if end < 0:
                break
            word = data[start : start + 4].upper()
            start = end + 1
            if word == b"DATA":
                self.in_body = True
                start -= 2  # a body that is a dot alone
                answers.append(b"354 go on\r\n")
            else:
                answers.append(
                    HELLO if word == b"EHLO" else b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n"
                )
        self.rest = data[start:]
        return b"".join(answers)


def _end(data: bytes, start: int) -> int:
    """Where a body ends, after its dot; below 0 where it does not. Base64 has no dot: single octets are found fastest."""
    at = start
    while (at := data.find(b".", at)) >= 0:
        if at >= start + 2 and data[at - 2 : at + 3] == b"\r\n.\r\n":
            return at + 3
        at += 1
    return -1


def serve(port: int) -> None:
    """Serve until killed."""
    door = socket.create_server(("127.0.0.1", port), backlog=200)
    watch = selectors.DefaultSelector()
    watch.register(door, selectors.EVENT_READ)
    while True:
        for key, _ in watch.select():
            if key.data is None:
                line, _ = door.accept()
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                watch.register(line, selectors.EVENT_READ, Caller(line))
                line.sendall(GREETING)
                continue
            caller: Caller = key.data
            try:
                data = caller.line.recv(CHUNK)
                if data and (answer := caller.heard(data)):
                    caller.line.sendall(answer)
            except OSError:
                data = b""
            if not data:
                watch.unregister(caller.line)
                caller.line.close()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
