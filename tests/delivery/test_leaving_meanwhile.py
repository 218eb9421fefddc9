"""Who unsubscribes while a campaign runs gets no mail of it, if it had not left yet."""

from __future__ import annotations

import re
from email import policy
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from digest.delivery import send
from digest.subscribers import tokens
from tests.delivery.conftest import ISSUE
from tests.delivery.servers import Mailbox, RealServer
from tests.web.letters import Letters, configured

if TYPE_CHECKING:
    from digest.storage.store import Store
    from tests.delivery.conftest import Post

MANY = 8


class Interrupting(Mailbox):
    """A server on whose first mail one of those leaves who have got none yet."""

    def __init__(self, letters: Letters, addresses: tuple[str, ...]) -> None:
        super().__init__()
        self.letters, self.addresses = letters, addresses
        self.left, self.status = "", 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        answer = await super().handle_DATA(server, session, envelope)
        if not self.left:
            self.left = _last(self.letters.store, set(envelope.rcpt_tos))
            self.status = self.letters.post(self.letters.leave(self.left)).status
        return answer


def _last(store: Store, taken: set[str]) -> str:
    from digest.storage import ledger

    with store.read() as connection:
        waiting = [row.address for row in ledger.rows(connection, ISSUE) if row.address not in taken]
    return waiting[-1]


def one_click(mail: bytes) -> str:
    """The path that a mail program posts to whose reader presses its button."""
    headers = BytesHeaderParser(policy=policy.default).parsebytes(mail)
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    found = re.search(r"<(https://[^>]+)>", headers["List-Unsubscribe"])
    assert found
    return urlsplit(found[1]).path


def test_who_leaves_meanwhile_gets_no_mail(post: Post):
    addresses = tuple(f"reader{number}@example.org" for number in range(MANY))
    post.subscribe(*addresses)
    issue = post.build(approved=True)
    with Letters(configured(post.folder), post.store) as letters:
        letters.leave(addresses[0])  # the store makes its key
        server = RealServer()
        server.mailbox = Interrupting(letters, addresses)
        with server:
            config = post.config(
                kind="smtp",
                host="127.0.0.1",
                port=server.port,
                security="none",
                connections=1,
                per_second=50,
            )
            config = config.model_copy(update={"web": letters.config.web})
            report = send.send(
                config,
                post.store,
                issue,
                render=post.render,
                token=tokens.signer(post.store),
                clock=post.clock,
                without_archive=True,
            )
        mailbox = server.mailbox
        _, (reader,), mail = mailbox.mails[0]
        assert letters.post(one_click(mail)).status == 200
        assert letters.suppressed(reader) is not None
    assert mailbox.status == 200
    reached = [address for _, to, _ in mailbox.mails for address in to]
    assert sorted(reached) == sorted(set(addresses) - {mailbox.left})
    assert report.sent == MANY - 1
    row = post.row(mailbox.left)
    assert row.state == "failed"
    assert "unsubscribed" in row.answer
