"""Proof of what is shown in another register: the rule that a sentence names makes the same of it again.

Rules learn to leave what they should not have touched. What was sent before stays as it was made, and is told apart from
what nobody's rules made by the version that the issue names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.register import derived, rewrites_as_now

if TYPE_CHECKING:
    from digest.model import Issue, Pick


def rewriting(pick: Pick) -> str:
    """What is wrong with how a pick is shown: verbatim, or as the rule that it names makes it anew."""
    if pick.provenance == "register" and pick.shown is not None:
        made = derived(pick.sentence.text, pick.rule or "")
        if made == pick.shown:
            return ""
        if made is not None:
            return f'it is shown as "{pick.shown}", and the rule "{pick.rule}" makes "{made}" of it'
    if pick.shown is not None or pick.provenance != "verbatim":
        return f'it is shown as "{pick.shown}", and no rule "{pick.rule}" makes that of it'
    return ""


def of_other_rules(issue: Issue, pick: Pick) -> bool:
    """Whether a pick was rewritten by other rules than today's, as the issue says."""
    rewritten = pick.provenance == "register" and pick.shown is not None and bool(pick.rule)
    return rewritten and not rewrites_as_now(issue.provenance.analyser)
