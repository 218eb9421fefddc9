"""Whether what somebody said speaks of what was said before it: quoted alone, nobody knows of what.

A joint between sentences (`그러나 …`, "But …"), a bare pronoun ("This shows …", "He was …", "We had no idea of his motives"), an answer
("Yeah, we do"), a reason without what it is the reason of.
"""

from __future__ import annotations

import re

from digest.language.apart import DAYS
from digest.language.data import word_list
from digest.language.english_figures import MONTHS

_KOREAN = re.compile(
    r"[\s(‘']*(?:"
    r"(?:그러나|하지만|그런데|그래서|따라서|그러면서|그럼에도|그렇지만|그러니까?|그러므로|그리고|그렇다면|그렇게|그러면|그러지|그랬|또|또한|더 나아가|나아가|게다가|더구나|더욱이|다만|반면|반면에|아울러|특히|결국|즉|왜냐하면)(?=[\s,])"
    r"|나머지(?:는|도|들은)?(?=\s)"
    r"|(?:이것|그것|이거|그거|이게|그게|이건|그건|이|그|그녀|이들|그들|저들|그분|이분|그 사람|그 사람들)(?:은|는|이|가|을|를|도|의|에|에게|에는|만)?(?=\s)(?<![이그])"
    r"|(?:이는|이를|이에|이로|그는|그가|그를|그의|이런|그런|이러한|그러한|이렇게|이 같은|이와 같은|그 같은)(?=\s)"
    r")"
)
_JOINT = re.compile(
    r"\W*(?:But|And|So|Or|Yet|Also|Then|However|Therefore|Thus|Instead|Moreover|Furthermore|Besides|Still,|Otherwise)\b(?! far\b)"
)
_POINTS = re.compile(
    r"\W*(?:(?:This|That)(?:['’]s|['’]ll)?\s(?:['’]s\s)?(?:is|was|has|had|will|would|can(?:['’]t|not)?|could|should|must|may|might|does|did|isn['’]t|wasn['’]t|doesn['’]t|didn['’]t|just|only|really|alone|kind|sort|type|[a-z]+s)\b"
    r"|(?:This|That) (?:person|man|woman|guy|one|kid|boy|girl)\b|(?:This|That)['’](?:s|ll|d)\b|(?:These|Those)\b|(?:He|She|They|His|Her|Their|Its|Him|Them)(?:['’]\w+)?\b)"
)
_IT = re.compile(
    r"\W*(?:It(?:['’]\w+)?\s|(?:I|We) (?:(?:do not|don['’]t) )?(?:believe|think|know|feel|hope)(?: that)? it(?:['’](?:s|ll)\b| (?:is|was|will|would|has)\b))"
)
_COMES = re.compile(
    r"[^,.;]{0,70}\b(?:to(?!\s(?:the|an?|our|my|his|her|their|its|this|that|your)\b)|that|how|what effect|whether|if)\s[a-z]"
)
"""What a bare `It` only brings in stands behind: "It is time to …", "It is clear that …"."""
_FURTHER_ON = re.compile(
    r"\b(?:using|with|about|like|by|for|from|of|to|after|before|over|on|do|did|doing|done|say|said|at|escaping|see|seen|saw|makes?|made|call|called|take|took|put|want|need|fix|stop|handle|(?:tell|told|ask|asked|give|gave|show|showed) (?:me|us|him|her|them|you)) (?:this|that)\b(?=\s*(?:[,.;!?]|$|so\b|to\b|because\b|in\b|when\b))"
    r"|\bof (?:this|that) (?:nature|kind|sort|type|size|magnitude)\b|\b(?:these|those) (?!who\b|that\b|of us\b|of you\b|in\b|with\b|which\b|days\b|are\b)[a-z]+(?! (?:who|that|of)\b)"
    r"|\b(?:in|of|at|on|for|from|with|by|about|into|near) that (?!(?:time|point|moment|day|end|regard|sense|case|is|the|an?|my|our|his|her|their)\b)[a-z]+\b(?! (?:the|a|we|I|you|he|she|they|it|is|are|was|were)\b)"
    r"|\b(?:[Tt]he|[Tt]hat) (?:little |young |old )?(?:guy|man|woman|girl|boy|kid|lady|child)s?\b(?! (?:who|that|of|in|from|with|next|I|we|you)\b)"
    r"|\b(?:this one|(?:this|that|it) happen(?:s|ed))\b|\bsuch [a-z]+s\b|\b(?:know|think|believe|say|said|feel|hope|sure)(?: that)? (?:this|that) (?:is|was|would|will)\b"
)
"""A pronoun further on, for what the quotation does not name: "I'm not proud of that"."""
_UNTOLD = re.compile(r"\b(?:it|they|them)\b(?! over with| clear\b|self)")
_TOLD = re.compile(
    r"\b(?:the|an?|our|my|your|his|her|their|its|this|that|these|those|some|all|no|every|any|each|many|more|most|both|two|three|\d[\d,.]*) ['‘“]?[a-z][\w-]+|\b(?:people|what|who|whatever|everything|something|nothing|anything)\b|['’]s [a-z]|[a-z]{3,}s['’]? (?:have|are|were|will|can|who|that|in|of|with|for|to|and)\b",
    re.IGNORECASE,
)
"""Words of which `it` or `they` may be said behind them."""
_ANSWER = re.compile(r"\W*(?:Yeah|Yep|Nope|Okay|OK)[,.]")
_SOMEBODY = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b")
_PERSON = re.compile(
    r"\b(?:man|woman|person|boy|girl|guy|kid|child|baby|mother|father|mom|dad|mum|parent|husband|wife|son|daughter|brother|sister|uncle|aunt|friend|"
    r"(?:some|any|every|no)(?:one|body)|each|whoever|who|president|minister|king|queen|judge|leader|candidate|governor|mayor|senator|officer|victim|suspect|driver|player|coach|doctor|patient|"
    r"student|teacher|boss|defendant|actor|actress|singer|artist|author|worker|soldier)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_ENDED = re.compile(r"[.!?]\W*$")
_OPENING = " ‘'“\"(["
_REASON = re.compile(r"\W*Because\b(?![^,.]*,\s)")


def leans(said: str) -> bool:
    """Whether a quotation points back: at what was said before, or at somebody whom others named."""
    if any(rule.match(said) for rule in (_KOREAN, _JOINT, _REASON, _POINTS, _ANSWER)):
        return True
    if _FURTHER_ON.search(said):
        return True
    somebody = _SOMEBODY.search(said)
    if somebody and not _names_somebody(said[: somebody.start()]):
        return True
    other = _UNTOLD.search(said)
    if other and _COMES.match(said, other.end()) is None and not _names_something(said[: other.start()]):
        return True
    it = _IT.match(said)
    return it is not None and _COMES.match(said, it.end()) is None


def _names_somebody(said: str) -> bool:
    """Whether English words have somebody of whom `he` may be said behind them: a name, a kind of person."""
    return _PERSON.search(said) is not None or any(
        word[0][0].isupper() and _is_name(word[0], said[: word.start()]) for word in _WORD.finditer(said)
    )


def _names_something(said: str) -> bool:
    """Whether English words have a noun or a name of which `it` may be said behind them."""
    return _TOLD.search(said) is not None or any(
        word[0][0].isupper() and _is_name(word[0], said[: word.start()]) for word in _WORD.finditer(said)
    )


def _is_name(word: str, before: str) -> bool:
    """Whether a word with a capital letter may be a name: none that begins a sentence for that, no day, no `I`."""
    if word[:1] == "I" and not word[1:2].isalpha():
        return False
    if DAYS.match(word) or word in MONTHS:
        return False
    begins = not before.strip(_OPENING) or _ENDED.search(before) is not None
    return not (begins and word.lower() in word_list("en-stop-words.txt"))
