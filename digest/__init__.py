"""Ganchu (간추): documents come in, an issue goes out, and every step is a function from one value to the next.

    sources ─▶ Document ─▶ stories ─▶ Story ─▶ analysis ─▶ Cluster ─▶ editing ─▶ Issue ─┬─▶ rendering, delivery
                                                                                        ├─▶ archive
                                                                                        └─▶ preview

`issue.json` (one `Issue`, serialised by `digest.codec`) is the hinge: building writes it; preview, send and archive
read only it. The rooms, low to high:

- `errors`, `model`, `codec`, `events`, `config`: what everybody shares
- `language`: sentences and words, Korean and English
- `stories`: unbundling, Document → Story; `analysis`: grouping and summarising, Story → Cluster → sentences
- `editing`: Cluster → Issue
- `storage`: SQLite; `sources`: bytes from outside → Document; `rendering`: Issue → mail, text, terminal
- `delivery`, `subscribers`, `archive`: what goes out
- `pipeline`, `scheduling`, `cli`: the stages in order, the clock, the command line
"""

__version__ = "0.1.0"
