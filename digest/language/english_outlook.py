"""English sentences that look ahead, told by the verb of a clause: `is expected to`, `plans to`, `will open`."""

from __future__ import annotations

import re

_SURE = r"(?:(?:also|now|still|widely|currently|reportedly|soon|eventually|likely|probably|not|only|then|together|all|both|gradually|initially|fully|finally) )*"
_WILL = rf"(?<![\w’'])will {_SURE}(?!(?:power|of|in|and|or|to|for|that|was|is|be remembered|never|always|often|sometimes|usually|of course)\b)[a-z]"
_SET = (
    r"(?:is|are|remains?|looks?|appears?) (?:now |still |also |widely |currently )?"
    r"(?:expected|projected|forecast|predicted|scheduled|slated|poised|tipped|planned|on track|on course|set|due|likely|going|about)"
    r" to (?!(?:music|zero|private|public|default|rest|a|an|the|this|these|those|their|its|his|her|have|bad|poor|heavy|rising|high|low)\b)(?:be )?[a-z]+"
)
_OWNED = r"(?<!no )(?<!the )(?<!those )(?<!these )(?<!their )(?<!its )(?<!his )(?<!her )(?<!of )(?<!new )(?<!'s )(?<!’s )(?<!s' )(?<!s’ )"
"""Not what makes a noun of `plans`."""
_PLANS = rf"{_OWNED}(?:plans|intends|hopes|expects|pledges|promises|vows) to [a-z]+"
_THEY_PLAN = r"(?<=[a-rt-z]s )(?:plan|intend|expect) to [a-z]+"
_HAS = r"(?:has|have|announced|unveiled|outlined|confirmed|revealed) (?:new |its |their )?plans to [a-z]+"
_SEES = r"(?:forecasts?|predicts?|expects?|projects|anticipates?|estimates) (?:that )?(?:[\w$€£%.,'’-]+ ){1,10}(?:to [a-z]+|will [a-z]+)"

_AHEAD = re.compile(rf"\b(?:{_WILL}|{_SET}|{_PLANS}|{_THEY_PLAN}|{_HAS}|{_SEES})")
_NOUN = re.compile(
    r"\b(?:the|a|an|his|her|their|my|your|its|our|free|good|ill|political|public|popular|living|last|strong|iron|own|of|against|with|at) will\b|\bwills\b",
    re.IGNORECASE,
)
"""Will as a noun: `against his will`, `political will`."""
_ONCE = re.compile(
    r"\b(?:(?:was|were|been|had|initially|originally|previously|once|long) (?:\w+ )?(?:expected|projected|forecast|predicted|scheduled|slated|planned|set|due|supposed|going|hoped|tipped)|as (?:expected|planned|scheduled|forecast)"
    r"|than (?:expected|forecast|planned|predicted)|(?:beat|missed|exceeded|topped|defied) (?:\w+ )?(?:forecasts?|expectations|estimates)"
    r"|(?:scrapped|dropped|abandoned|cancel+ed|shelved|rejected|ditched|suspended|postponed|delayed|opposed|criticised|criticized|axed) (?:\w+ )?plans?)\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\b(?:if|unless|would|could|might|should|must|ought|whether|assuming|provided that|in case|otherwise|as long as|fears?|feared|worr(?:y|ies|ied)|afraid|panic|wonders?|wondered)\b|\bno (?:matter|one knows)\b|\b(?:not|n['’]t) (?:\w+ )?(?:believe|think|expect|say|know)|^\W*Without\b|\bit remains (?:to be seen|unclear)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:I|I'm|I’m|I'll|I’ll|we|we're|we’re|we'll|we’ll|my|our|us|you|your|you'll|you’ll)\b(?!\.)",
    re.IGNORECASE,
)
_FEELS = re.compile(
    r"\bwill (?:\w+ )?(?:miss|love|remember|forget|cherish|regret|pray|cry|forgive|boys|do \w+ best|try|find|notice|know|see|need|want)\b|\bhopes? to (?:god|be|see|inspire)\b",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:always|often|usually|typically|generally|sometimes|every (?:day|time|year|week|morning)|whenever|each time|anyone|anybody|people|boys|dogs?|cats?|a person|nobody)\b.{0,40}\bwill\b|\bwill (?:always|often|usually|typically|generally|sometimes)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:visitors|guests|students|pupils|employees|staff|workers|applicants|players|members|residents|passengers|drivers|candidates|everyone|users|attendees|parents|children|customers) (?:is|are) expected to\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\bthat\s*$|\b(?:reject|den|disput|dismiss|doubt|question)(?:s|ed|ies|ied|es)?\b[^,;]*$|\b(?:which|who|whose|where|what|how|why|when|than|because|although|though|while|so that|after|before|until)\b[^,;]*$|\b(?:was|were) (?:told|asked|warned|sure|certain|confident)\b[^,;]*$",
    re.IGNORECASE,
)
"""A clause that is not what the sentence is for."""


def looks_ahead(text: str) -> bool:
    """Whether an English sentence says what is to come."""
    if "?" in text or any(rule.search(text) for rule in (_ONCE, _MAYBE, _OURS, _FEELS, _HABIT, _DUTY)):
        return False
    return any(
        not _NOUN.search(text[max(0, found.start() - 20) : found.end()])
        and not _WITHIN.search(text[: found.start()])
        for found in _AHEAD.finditer(text)
    )
