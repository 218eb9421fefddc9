"""How an issue leaves: messages, campaigns, the ledger's worker, SMTP and the outbox folder.

`send` is the way in. A campaign freezes recipients and bytes; the worker takes one row after another, writes down
that a body is about to leave before it leaves, and settles the row by the server's answer.
"""
