"""A fast mail server in a process of its own, which keeps a record that outlives whoever sends to it.

    python -m tests.delivery.sink --record FILE [--port N] [--keep FOLDER] [--no-pipelining] [--room N] [--rules JSON]

It prints its port, then serves until it is ended. At the moment it has decided on a message, and before it answers, it
appends a line to FILE: what it did (`taken`, `dropped`: taken, but the line was closed before the 250, `refused`), Message-ID, SHA-256,
recipient, sender, number of the connection, and how many connections were open. `early` says that a client sent what it had to
wait with (RFC 2920).

With `--room N` it takes N messages and answers no further one until there is a file FILE with the ending `.on`: whoever sends more than that cannot
come to its end before it is let.

The rules are an object: the beginning of a recipient's local part → stage (`rcpt`, `data`, `body`) → what to answer at the first,
second, … time that this recipient comes, and the usual answer after that; the stages `hello` and `mail` of `*` count for the whole
server. An answer is a reply, `drop` (close the line), `stall` (say nothing any more) or, for the body, `cut N` (close after N bytes of it).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hashlib
import json
import os
import re
import signal
from collections import Counter
from pathlib import Path
from typing import Any

ID = re.compile(rb"(?im)^message-id:\s*(<[^>\r\n]+>)")
ADDRESS = re.compile(rb"<([^>]*)>")
DROP, STALL, END = "drop", "stall", b"\r\n.\r\n"


class Server:
    """What all connections share: the rules, how far each recipient came in them, the record."""

    def __init__(
        self, record: Path, *, keep: Path | None, pipelining: bool, rules: dict[str, Any], room: int = 0
    ) -> None:
        self.room, self.let, self.taken = room, record.with_suffix(".on"), 0
        self.file = os.open(record, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self.keep, self.pipelining, self.rules = keep, pipelining, rules
        self.seen: Counter[tuple[str, str]] = Counter()
        self.numbers, self.open = 0, 0

    def answer(self, stage: str, whom: str, usual: str) -> str:
        """What to say at a stage to this recipient, this time."""
        found = next((key for key in self.rules if key != "*" and whom.startswith(key)), "*")
        if found == "*":
            whom = ""
        replies = self.rules.get(found, {}).get(stage, ())
        time = self.seen[stage, whom]
        self.seen[stage, whom] += 1
        return replies[time] if time < len(replies) else usual

    def full(self) -> bool:
        """Whether the next message has to wait."""
        if self.room and self.taken >= self.room and self.let.exists():
            self.room = 0
        return bool(self.room) and self.taken >= self.room

    def note(self, *words: object) -> None:
        """One line, in one write: it stands there whole or not at all."""
        os.write(self.file, ("\t".join(map(str, words)) + "\n").encode())


class Talk(asyncio.Protocol):
    """One connection."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.held = bytearray()
        self.sender, self.recipients = "", list[str]()
        self.in_body, self.cut, self.silent = False, 0, False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.line = transport
        self.server.numbers += 1
        self.server.open += 1
        self.number = self.server.numbers
        self.say(self.server.answer("hello", "", "220 sink"))

    def connection_lost(self, _error: Exception | None) -> None:
        self.server.open -= 1

    def data_received(self, data: bytes) -> None:
        begun = max(0, len(self.held) - len(END))
        self.held += data
        while self.held and not self.silent and not self.line.is_closing():
            if self.in_body:
                if self.cut and len(self.held) >= self.cut:
                    self.line.abort()
                    return
                end = 0 if self.held.startswith(END[2:]) else self.held.find(END, begun)
                if end < 0:
                    return
                content = bytes(self.held[: end + 2] if end else b"")
                del self.held[: end + len(END) if end else len(END) - 2]
                self.in_body = False
                self.take(content)
            else:
                end = self.held.find(b"\r\n")
                if end < 0:
                    return
                command = bytes(self.held[:end])
                del self.held[: end + 2]
                self.obey(command)
            begun = 0

    def obey(self, command: bytes) -> None:
        verb = command[:4].upper()
        found = ADDRESS.search(command)
        address = found[1].decode("ascii", "replace") if found else ""
        server = self.server
        if self.held and (verb in (b"DATA", b"EHLO", b"QUIT") or not server.pipelining):
            server.note("early", verb.decode(), "", "", "", self.number, server.open)
        if verb == b"EHLO":
            self.say(
                "250-sink" + ("\r\n250-PIPELINING" if server.pipelining else "") + "\r\n250 SIZE 10000000"
            )
        elif verb == b"MAIL":
            self.sender, self.recipients = address, []
            self.say(server.answer("mail", "", "250 2.1.0 ok"))
        elif verb == b"RCPT":
            reply = server.answer("rcpt", address, "250 2.1.5 ok")
            if reply.startswith("250"):
                self.recipients.append(address)
            self.say(reply)
        elif verb == b"DATA":
            # With no recipient left RFC 2920 lets a server say 354 and refuse what follows: clients must bear both.
            whom = self.recipients[0] if self.recipients else ""
            reply = server.answer("data", whom, "354 go ahead") if whom else "503 5.5.1 no recipient"
            cut = reply.removeprefix("cut ") if reply.startswith("cut ") else ""
            self.cut = int(cut or 0)
            self.in_body = bool(cut) or reply.startswith("354")
            self.say("354 go ahead" if cut else reply)
        elif verb == b"QUIT":
            self.say("221 bye")
            self.line.close()
        else:
            self.say("250 ok")

    def take(self, content: bytes) -> None:
        server = self.server
        if server.full():
            self.silent = True
            asyncio.get_running_loop().call_later(0.005, self.again, content)
            return
        server.taken += 1
        if content.startswith(b"."):
            content = content[1:]
        content = content.replace(b"\r\n..", b"\r\n.")
        whom = self.recipients[0]
        reply = server.answer("body", whom, "250 2.0.0 taken")
        what = {DROP: "dropped", STALL: "dropped"}.get(
            reply, "taken" if reply.startswith("250") else "refused"
        )
        found = ID.search(content)
        digest = hashlib.sha256(content).hexdigest()
        if server.keep and what != "refused":
            (server.keep / f"{digest}.eml").write_bytes(content)
        key = found[1].decode() if found else ""
        server.note(what, key, digest, ",".join(self.recipients), self.sender, self.number, server.open)
        self.sender, self.recipients = "", []
        self.say(reply)

    def again(self, content: bytes) -> None:
        """Come back to a message that had to wait, unless its sender is gone."""
        if not self.line.is_closing():
            self.silent = False
            self.take(content)
            self.data_received(b"")

    def say(self, reply: str) -> None:
        if reply == STALL:
            self.silent = True
        elif reply == DROP:
            self.line.close()
        else:
            self.line.write(reply.encode() + b"\r\n")
            if reply.startswith("421"):
                self.line.close()


async def serve(server: Server, port: int) -> None:
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: Talk(server), "127.0.0.1", port, backlog=200)
    print(listening.sockets[0].getsockname()[1], flush=True)
    with contextlib.suppress(asyncio.CancelledError):
        await listening.serve_forever()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--record", type=Path, required=True)
    asked.add_argument("--port", type=int, default=0)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--no-pipelining", action="store_true")
    asked.add_argument("--room", type=int, default=0)
    asked.add_argument("--rules", default="{}")
    given = asked.parse_args()
    signal.signal(
        signal.SIGTERM, lambda *_: os._exit(0)
    )  # a server that is ended in the middle says no goodbye
    server = Server(
        given.record,
        keep=given.keep,
        pipelining=not given.no_pipelining,
        rules=json.loads(given.rules),
        room=given.room,
    )
    asyncio.run(serve(server, given.port))


if __name__ == "__main__":
    main()
