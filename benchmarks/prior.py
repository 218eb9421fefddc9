"""What a person expects each thing to say of a reading, before any document is counted.

Some hundred documents cannot settle seventy weights: a thing that few of them show would get whatever weight suits those
few. So the fit starts from these and pays for every step away (`fitting.STRENGTH`). One unit is a factor of e in the
odds of a reading; what is not named here is expected to say nothing.
"""

from __future__ import annotations

HAND: dict[str, float] = {
    "a cut at all": -1.0,
    # What the headlines of a reading have in common: the likelier it marks nothing but headlines, the more.
    "by addresses below": 0.8,
    "by addresses below headlines": 1.2,
    "by authors": 1.0,
    "by boxes": 0.6,
    "by brackets": 0.3,
    "by capitals": 0.3,
    "by counted news": 1.2,
    "by emoji": 0.3,
    "by headings": 0.2,
    "by headlines in lines": 0.1,
    "by items in chapters": 0.3,
    "by labels": 1.2,
    "by links": 1.2,
    "by list marks": 0.1,
    "by numbers": 0.1,
    "by other signs": 0.1,
    "by outlets": 0.9,
    "by rules before": 0.2,
    "by rules below": 0.3,
    "by run-in heads": 0.3,
    "by short lines": -0.4,
    "by signs": 0.65,
    "by some links": 0.8,
    "by sources": 1.4,
    "by squares": 0.3,
    "by strong signs": 0.85,
    "by the title": 0.5,
    "by two kinds": -0.5,
    # What the document says of itself.
    "a letter's farewell": 0.1,
    "a letter's foot": 0.2,
    "a letter's greeting": 0.1,
    "a page that announces nothing": -0.9,
    "a title of a round-up": 1.0,
    "a title of one piece": -1.5,
    "advertisements between": 0.1,
    "announced above": 0.3,
    "collected, it says": 0.3,
    "numbered as an issue": 0.4,
    "questions and answers": -0.8,
    "the title's words in the text": -0.5,
    # What the headlines are like.
    "an author to each": 1.0,
    "chapter names": -1.6,
    "counted": 0.1,
    "headlines tell news": 1.0,
    "headlines that are links": 0.2,
    "listed in its contents": 0.5,
    "many": 0.1,
    "questions": -1.6,
    "ruled off": 0.4,
    "short headlines": -0.3,
    "told of in the title": 0.8,
    # What stands below them.
    "built alike": 0.8,
    "chapters of their own": -1.6,
    "empty sections": -1.5,
    "other headlines inside": -1.6,
    "own sources or links": 1.0,
    "the same words throughout": -1.0,
    "thin sections": -0.5,
    "uneven sections": -0.2,
    # What the reading leaves aside.
    "a long text above": -1.6,
    "headlines left aside": -0.2,
    "kinds that alternate": -0.5,
    "kinds that are unlike": -1.0,
    "marks left aside": -1.0,
    "text in no story": -0.5,
}
BOUNDS: dict[str, tuple[float | None, float | None]] = {
    "a title of one piece": (None, -1.0),
    "an author to each": (0.0, 0.8),
    "by authors": (0.0, 0.3),
    "by two kinds": (-0.7, 0.0),
    "chapter names": (None, -1.0),
    "headlines left aside": (None, -0.8),
    "headlines tell news": (0.8, None),
    "headlines that are links": (0.4, None),
    "kinds that alternate": (-0.4, 0.0),
    "kinds that are unlike": (None, -0.5),
    "listed in its contents": (0.5, None),
    "own sources or links": (0.8, None),
    "questions": (None, -0.8),
    "short headlines": (-1.0, 0.0),
}
"""The least and the most a weight may be: what the documents written so far show too rarely, or too one-sidedly, to argue away."""
