"""Every table. Times are stored in UTC; JSON columns hold values written by `digest.codec`.

Those of sending stand in `mailtables` and are read from here like the others.
"""

from __future__ import annotations

import sqlalchemy as sa

from digest.storage.mailtables import (
    campaigns,
    consents,
    deliveries,
    departures,
    memberships,
    notices,
    subscribers,
    suppressions,
)
from digest.storage.schema import Instant, metadata

__all__ = [
    "Instant",
    "analyses",
    "builds",
    "campaigns",
    "consents",
    "decisions",
    "deliveries",
    "departures",
    "document_names",
    "documents",
    "drafted_items",
    "followed_hands",
    "frozen_stories",
    "held_stories",
    "issues",
    "item_stories",
    "learned_terms",
    "live_checks",
    "memberships",
    "metadata",
    "name_readings",
    "name_sightings",
    "notices",
    "originals",
    "read_stories",
    "secrets",
    "section_decisions",
    "skipped_issues",
    "slots",
    "sources",
    "storyline_decisions",
    "subscribers",
    "suppressions",
    "told_clusters",
    "translations",
    "unbundled",
    "versions",
]

sources = sa.Table(
    "sources",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("about", sa.Text, nullable=False, default=""),  # what the validators were given for
    sa.Column("etag", sa.Text, nullable=False, default=""),
    sa.Column("last_modified", sa.Text, nullable=False, default=""),
    sa.Column("fetched", Instant),
    sa.Column("failures", sa.Integer, nullable=False, default=0),
    sa.Column("error", sa.Text, nullable=False, default=""),
)

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("published", Instant, nullable=False, index=True),
    sa.Column("first_fetched", Instant, nullable=False),
    sa.Column("value", sa.Text, nullable=False),  # Document as JSON, current version
)

# Every version that was ever read, with the bytes it was read from, until `keep_texts` has passed.
originals = sa.Table(
    "originals",
    metadata,
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("version", sa.Text, primary_key=True),
    sa.Column("fetched", Instant, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
)

# Every version that was ever read, and when it was first; this stays when texts are forgotten.
versions = sa.Table(
    "versions",
    metadata,
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("version", sa.Text, primary_key=True, index=True),
    sa.Column("first_seen", Instant, nullable=False),
)

# What a document is known by: the ids it came under, and its address in one form.
document_names = sa.Table(
    "document_names",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("document", sa.Text, primary_key=True),
)

# Names that documents give in both scripts; a pair that was seen stays, also when its document is edited or its text forgotten.
name_sightings = sa.Table(
    "name_sightings",
    metadata,
    sa.Column("korean", sa.Text, primary_key=True),
    sa.Column("latin", sa.Text, primary_key=True),
    sa.Column("document", sa.Text, primary_key=True, index=True),
    sa.Column("by", sa.Text, nullable=False),  # sound, meaning
    sa.Column("times", sa.Integer, nullable=False),
    sa.Column("learned", Instant, nullable=False),  # when the version that gives it was first seen
    sa.Column("rules", sa.Text, nullable=False),
)

# Which version of a document was read for names last, by which rules.
name_readings = sa.Table(
    "name_readings",
    metadata,
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("rules", sa.Text, nullable=False),
)

# The stories that an issue was built from, told or not, by id: known again when their document is edited.
read_stories = sa.Table(
    "read_stories",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("story", sa.Text, primary_key=True),
    sa.Column("document", sa.Text, nullable=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("current", sa.Boolean, nullable=False),  # false: gone from its document since
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("marks", sa.LargeBinary, nullable=False),  # of its sketch, four bytes each
)

# What analysis said of a document's stories, packed; dropped with their texts and when the analysers change.
analyses = sa.Table(
    "analyses",
    metadata,
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),  # the fingerprint of a story's language and texts
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("value", sa.LargeBinary, nullable=False),
)

# How a document came apart, packed, once each; dropped with its text and when the program changes.
unbundled = sa.Table(
    "unbundled",
    metadata,
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("version", sa.Text, nullable=False),  # of the program
    sa.Column("given", sa.Text, nullable=False),  # a fingerprint of the document and its profile
    sa.Column("value", sa.LargeBinary, nullable=False),
)

# From what an issue was last built: where that is the same again, so is the issue.
builds = sa.Table(
    "builds",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("given", sa.Text, nullable=False),  # a fingerprint of all of it
)

issues = sa.Table(
    "issues",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("genre", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),  # draft, approved, sent
    sa.Column("built", Instant, nullable=False),
    sa.Column("approved", Instant),
    sa.Column("sent", Instant),
    sa.Column("fingerprint", sa.Text, nullable=False),  # of issue.json as built
    sa.Column("value", sa.Text, nullable=False),
    # The id of its primary edition: that of the issue itself where it is this one. Only it is remembered.
    sa.Column("selection", sa.Text, nullable=False, server_default="", index=True),
    sa.Column(
        "published", sa.Boolean, nullable=False, server_default=sa.false()
    ),  # by the archive, for all to read
    sa.CheckConstraint("state IN ('draft','approved','sent')", name="state"),
)

# The editor's words for what an edition lacks, and the fingerprint of the text that they translate.
translations = sa.Table(
    "translations",
    metadata,
    sa.Column("what", sa.Text, primary_key=True),  # headline, note, section, greeting…
    sa.Column("of", sa.Text, primary_key=True),  # the id of an item or of a selection, the key of a section
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("changed", Instant, nullable=False),
)

# The texts an issue was built from, frozen: what `verify` proves sentences against.
frozen_stories = sa.Table(
    "frozen_stories",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("story", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),  # Story as JSON, without its text
    sa.Column("spans", sa.Text, nullable=False),  # where its sentences and their parts stand, as JSON
    sa.Column("text", sa.Text),  # NULL once keep_texts has passed
)

# What the editor decided of two stories, the lesser id left.
decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),  # together, apart
    sa.Column("left", sa.Text, primary_key=True),
    sa.Column("right", sa.Text, primary_key=True),
    sa.Column("decided", Instant, nullable=False),
    # the issue whose edit file says so; empty where a command does
    sa.Column("issue", sa.Text, nullable=False, server_default=""),
    sa.CheckConstraint("kind IN ('together','apart')", name="kind"),
)

# The id of an item is given once and inherited by the item that holds most of its stories.
item_stories = sa.Table(
    "item_stories",
    metadata,
    sa.Column("story", sa.Text, primary_key=True),
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("item", sa.Text, nullable=False, index=True),
    sa.Column(
        "age", sa.Integer, nullable=False, server_default="0"
    ),  # the item's place among the issue's, by when it came
)

# What stays of each cluster that an issue told, so that its affair is known again when the texts are forgotten.
told_clusters = sa.Table(
    "told_clusters",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("cluster", sa.Text, primary_key=True),
    sa.Column("item", sa.Text, nullable=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),  # of the item on the page, from 1
    sa.Column("headline", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),  # of the headline
    sa.Column("day", sa.Text, nullable=False),  # of its latest story, ISO 8601
    sa.Column("storyline", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),  # of the storyline
    sa.Column("value", sa.Text, nullable=False),  # Remembered as JSON
)

# What the editor decided of the storyline of an item, a row for each of its stories; an empty one: it begins anew.
storyline_decisions = sa.Table(
    "storyline_decisions",
    metadata,
    sa.Column("story", sa.Text, primary_key=True),
    sa.Column("item", sa.Text, nullable=False),
    sa.Column("storyline", sa.Text, nullable=False),
    sa.Column("decided", Instant, nullable=False),
)

# Which section the editor put an item in, a row for each of its stories.
section_decisions = sa.Table(
    "section_decisions",
    metadata,
    sa.Column("story", sa.Text, primary_key=True),
    sa.Column("item", sa.Text, nullable=False),
    sa.Column("section", sa.Text, nullable=False),
    sa.Column("decided", Instant, nullable=False),
)

# The item that each story of a draft belongs to before its editor merges and splits: what the edit file's ids mean.
drafted_items = sa.Table(
    "drafted_items",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),  # in the order in which the items came to be known
    sa.Column("story", sa.Text, nullable=False),
    sa.Column("item", sa.Text, nullable=False),
)

# The edits that a draft was built from, as a fingerprint; no row where there were none.
followed_hands = sa.Table(
    "followed_hands",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("hand", sa.Text, nullable=False),
)

# What the editor of an issue held for the next; it comes again until an issue that was sent tells it, or one drops it.
held_stories = sa.Table(
    "held_stories",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),  # that held it
    sa.Column("story", sa.Text, primary_key=True),
    sa.Column("item", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("genre", sa.Text, nullable=False),
    sa.Column("dropped", sa.Text, nullable=False, server_default=""),  # the later issue that dropped it
)

# Issues that are not to be sent, and why.
skipped_issues = sa.Table(
    "skipped_issues",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

# What was wrong in an issue, or is taken back, as the reader is told; the same stands beside the issue in a file.
issue_notes = sa.Table(
    "issue_notes",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),  # correction, withdrawal
    sa.Column("item", sa.Text, nullable=False, server_default=""),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("undone", Instant),
)

# What the sources of an issue explained: the term bank, of which only sent issues count.
learned_terms = sa.Table(
    "learned_terms",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),  # on the page, from 1
    sa.Column("term", sa.Text, nullable=False, index=True),
    sa.Column("shown", sa.Boolean, nullable=False),  # whether the issue's box showed it
    sa.Column("value", sa.Text, nullable=False),  # Learned as JSON
)

# One row a scheduled moment: whoever inserts it owns the run. A second scheduler finds it there.
slots = sa.Table(
    "slots",
    metadata,
    sa.Column("publication", sa.Text, primary_key=True),
    sa.Column("due", Instant, primary_key=True),
    sa.Column("claimed", Instant, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),  # running, sent, skipped, waiting, failed
    sa.Column("issue", sa.Text, nullable=False, default=""),
    sa.Column("reason", sa.Text, nullable=False, default=""),
)

live_checks = sa.Table(
    "live_checks",
    metadata,
    sa.Column("issue", sa.Text, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("report", sa.Text, nullable=False),  # what was found, as JSON
    # why the issue waits for a person; empty where it does not, or where somebody has approved it since
    sa.Column("held", sa.Text, nullable=False, server_default=""),
)

secrets = sa.Table(
    "secrets",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),  # e.g. the key that signs unsubscribe tokens
    sa.Column("value", sa.Text, nullable=False),
)
