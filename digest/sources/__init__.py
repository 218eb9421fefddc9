"""What comes in: from a configured source to documents, whatever the format, and whatever the sender got wrong.

`collect` reads one configured source, with `fetch` (the web, under a `deadline`) and `folder` (files); `inputs` reads
what a command names; `opml` reads lists of feeds. `formats` recognises bytes and makes text with its layout of them;
`documents` makes that a `Document`.
"""
