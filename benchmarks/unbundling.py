"""Unbundling: what it reaches on documents whose stories are known, what it costs, and where its weights come from.

    python benchmarks/unbundling.py [SHARED]             figures and cost (SHARED: the folder with the scorer; default: ../shared)
    python benchmarks/unbundling.py [SHARED] --fit       fit the weights of readings anew, beside those of the program
    python benchmarks/unbundling.py [SHARED] --write     the same, and put them into digest/stories/weights.py; trains and
                                                         keeps the tagger first

Figures are the scorer's, over the written documents of tests/stories.
Cost is processor time for `NUMBER` documents, those of the sets of `DENSE` and news articles: unbundling beside the analysis of
the words of their stories, which comes after it in every run. The goal is a fifth. Weights and tagger are learnt
from `LEARNT_FROM`, from SHARED/seeds, and from a third of the pages of SHARED/data/html (the tagger from a sixth), each of
which is one article and must stay whole; the tagger also from small round-ups that are made of the sets' stories, and
from two thirds of the documents without what stands around their stories. The
sets of `HELD_OUT` have no part in them, and show what is reached on documents not yet seen.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tarfile
import time
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fitting
import tagging
from made import made as made_of
from prior import HAND
from scorers import scorer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from digest.analysis.prepared import prepare
from digest.errors import DigestError
from digest.language.analyser import Analyser
from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.identity import normalise
from digest.stories.tagging.tagger import tagger
from digest.stories.unbundle import unbundle
from tests.acceptance.test_seed_stories import expected
from tests.stories.reading import answer_of, document_of, gold_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

    from digest.model import Document
    from digest.stories.tags import Tags

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests" / "stories"
GOLD = ".gold.json"
WRITTEN = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
    "thirty-second",
    "thirty-fifth",
    "thirty-sixth",
    "thirty-seventh",
    "thirty-eighth",
    "thirty-ninth",
    "fortieth",
    "forty-first",
    "forty-second",
    "forty-third",
    "forty-fourth",
    "forty-fifth",
    "forty-sixth",
    "forty-seventh",
    "forty-eighth",
    "forty-ninth",
    "fiftieth",
    "fifty-first",
    "fifty-second",
    "fifty-seventh",
    "fifty-eighth",
    "fifty-ninth",
    "sixtieth",
    "sixty-first",
    "sixty-second",
    "sixty-third",
    "sixty-fourth",
    "sixty-fifth",
    "sixty-sixth",
    "sixty-seventh",
    "sixty-eighth",
    "sixty-ninth",
    "seventieth",
    "seventy-first",
    "seventy-second",
    "seventy-third",
    "seventy-fourth",
    "seventy-fifth",
    "seventy-sixth",
    "seventy-seventh",
    "seventy-eighth",
    "seventy-ninth",
    "eightieth",
    "eighty-first",
    "eighty-second",
    "eighty-third",
    "eighty-fourth",
    "eighty-fifth",
    "eighty-sixth",
)
HELD_OUT = (
    "thirty-third",
    "thirty-fourth",
    "fifty-third",
    "fifty-fourth",
    "fifty-fifth",
    "fifty-sixth",
    "eighty-seventh",
    "eighty-eighth",
    "eighty-ninth",
)
"""Sets that taught nothing: what the program reaches on documents of a writer whom it does not know."""
MENDED = frozenset(WRITTEN[:11])
"""Sets after which the ways to cut were mended: what is proposed for them is better than for others, so they count for less."""
LEARNT_FROM = {"documents": 1.0, "unseen": 1.0, **{name: 0.5 if name in MENDED else 1.0 for name in WRITTEN}}
"""The sets that teach the weights, and how many documents each of theirs counts for."""
SMALL = 12
"""Small round-ups that are made of each set's stories."""
A_SEED = 4.0
"""How many documents one counts for that a user gave."""
A_PAGE = 1.0
"""The same for a page of the web: one that somebody published, and most of what is read."""
STRENGTHS = (1.0, fitting.STRENGTH, 8.0)
NUMBER = 1000
DENSE = MENDED | {"documents", "unseen"}
"""The sets whose documents, most of them dense round-ups, are more than a quarter of those that cost is measured on."""
ARTICLES = ("grouping/ko-news-2019-05", "grouping/en-news-three-outlets")
GOAL = 0.2
SHARES = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Of all documents, those that are round-ups: few where feeds are read, more where newsletters are."""


def sets() -> dict[str, list[Path]]:
    """Name → the files with gold answers beside them."""
    written = [TESTS / "written" / name for name in (*WRITTEN, *HELD_OUT)]
    folders = [TESTS / "documents", TESTS / "unseen", *written]
    found = {
        folder.name: sorted(path.with_name(path.name.removesuffix(GOLD)) for path in folder.glob(f"*{GOLD}"))
        for folder in folders
    }
    return {name: files for name, files in found.items() if files}


def gold(path: Path) -> dict[str, Any]:
    """The gold answer beside a file."""
    return gold_of(path.with_name(path.name + GOLD))


def figures(files: dict[str, list[Path]], score: ModuleType) -> None:
    """Print what is reached on each set, and on all."""
    print(f"{'set':12}{'documents':>10}{'stories':>9}{'F1':>8}{'titles':>8}{'leak':>8}")
    every = []
    for name, paths in files.items():
        found = [score.score(answer_of(unbundle(document_of(path)).stories), gold(path)) for path in paths]
        _row(name, found, score)
        every += found
    _row("together", every, score)


def _row(name: str, found: list[dict[str, Any]], score: ModuleType) -> None:
    total = score.totals(found)
    told = "".join(f"{total[key]:8.3f}" for key in ("f1", "title_accuracy", "leak"))
    print(f"{name:12}{len(found):10}{total['gold']:9}{told}")


def articles(shared: Path) -> Iterator[Document]:
    """News articles, Korean and English by turns."""
    files = [
        (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() for name in ARTICLES
    ]
    for line in chain.from_iterable(zip(*files, strict=False)):
        row = json.loads(line)
        (content,) = read(f"{row['title'] or ''}\n\n{row['text']}".encode(), name="article.txt", kind="plain")
        yield document(content, source_key="benchmark", locator=row["id"])


def cost(documents: Sequence[Document], analyser: Analyser) -> tuple[float, float]:
    """Seconds of processor time for unbundling, and for the words of the stories found.

    What was made before is no rubbish of this work: the collector is told so.
    """
    gc.collect()
    gc.freeze()
    start = time.process_time()
    stories = [story for one in documents for story in unbundle(one).stories]
    between = time.process_time()
    prepare(stories, analyser)
    return between - start, time.process_time() - between


def costs(files: dict[str, list[Path]], shared: Path) -> None:
    """Print what round-ups, articles and both cost, and what the documents do that users gave."""
    dense = [path for name, paths in files.items() for path in paths if name in DENSE]
    written = [document_of(path) for path in dense]
    kinds = {"written": written, "articles": list(islice(articles(shared), NUMBER - len(written)))}
    analyser = Analyser()
    cost(written[:50], analyser)  # dictionaries and word lists are read before the clock starts
    print(f"\n{'':12}{'documents':>10}{'characters':>12}{'unbundled':>11}{'analysed':>10}{'ratio':>8}")
    times = {name: cost(documents, analyser) for name, documents in kinds.items()}
    kinds["given"] = [one for one, _ in seeds(shared).values()]
    given = cost(kinds["given"], analyser)
    kinds["together"] = [one for name in times for one in kinds[name]]
    times["together"] = (sum(first for first, _ in times.values()), sum(last for _, last in times.values()))
    times["given"] = given
    for name, (first, last) in times.items():
        size = sum(len(one.text) for one in kinds[name])
        print(f"{name:12}{len(kinds[name]):10}{size:12}{first:9.2f} s{last:8.2f} s{first / last:8.3f}")
    print(f"The goal is a ratio below {GOAL}.")
    count = {name: len(one) for name, one in kinds.items()}
    article, round_up = (
        tuple(seconds / count[name] for seconds in times[name]) for name in ("articles", "given")
    )
    for some in SHARES:
        first, last = (some * a + (1 - some) * b for a, b in zip(round_up, article, strict=True))
        print(f"where {some:4.0%} of the documents are round-ups as users gave them: {first / last:.3f}")


def examples(files: dict[str, list[Path]], score: ModuleType) -> dict[Path, tagging.Example]:
    """What the tagger is taught by each document of the sets that teach."""
    return {
        path: tagging.example(document_of(path), gold(path), name, score)
        for name in LEARNT_FROM
        for path in files.get(name, [])
    }


def clipped(files: dict[str, list[Path]], score: ModuleType) -> list[tagging.Example]:
    """Of every three documents one without what stands around its stories, and one without what stands below them."""
    asked = [(name, path) for name in LEARNT_FROM for path in files.get(name, [])]
    found = [
        tagging.clipped(document_of(path), gold(path), name, score, above=place % 3 == 0)
        for place, (name, path) in enumerate(asked)
        if place % 3 < 2
    ]
    return [one for one in found if one]


def small(files: dict[str, list[Path]], score: ModuleType) -> list[tagging.Example]:
    """The small round-ups that are made of the stories of each set, for the tagger."""
    return [
        tagging.example(document, answer, name, score)
        for name in LEARNT_FROM
        for document, answer in made_of([gold(path) for path in files.get(name, [])], SMALL, name)
    ]


def choices(
    paths: Sequence[Path], score: ModuleType, counts: float, tags: Mapping[Path, Tags]
) -> Iterator[fitting.Choice]:
    """The documents of a set as choices between their readings, tagged as the tagger would that had not seen them."""
    for path in paths:
        answer = gold(path)

        def quality(stories: list[dict[str, Any]], answer: dict[str, Any] = answer) -> float:
            return float(score.score(stories, answer)["f1"])

        name = f"{path.parent.name}/{path.name}"
        yield fitting.choice(document_of(path), name, quality, counts=counts, tags=tags.get(path))


def pages(shared: Path) -> dict[str, Document]:
    """Every third page of the web, by its name: it is an article, and stays whole."""
    found = {}
    with tarfile.open(next((shared / "data" / "html").glob("*.tar.xz"))) as archive:
        for member in islice(filter(tarfile.TarInfo.isfile, archive), 2, None, 3):
            file = archive.extractfile(member)
            assert file
            try:
                (content,) = read(file.read(), name=member.name)
            except DigestError:
                continue
            page = document(content, source_key="benchmark", locator=member.name)
            if content.text:
                found[member.name] = page
    return found


def seeds(shared: Path) -> dict[str, tuple[Document, list[str]]]:
    """The documents that users gave, each with its headlines; none where it is one story."""
    found = {}
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found[path.name] = (document_of(path), expected(path.name[:3], text))
    return found


def _titled(heads: list[str]) -> fitting.Quality:
    """The share of headlines that a reading has, and no others; of one story, whether it is one."""
    wanted = {normalise(head) for head in heads}

    def quality(stories: list[dict[str, Any]]) -> float:
        if not wanted:
            return _whole(stories)
        return 2 * len(wanted & {normalise(one["title"]) for one in stories}) / (len(wanted) + len(stories))

    return quality


def _whole(stories: list[dict[str, Any]]) -> float:
    return float(len(stories) == 1)


def refit(files: dict[str, list[Path]], score: ModuleType, shared: Path, *, keep: bool) -> dict[str, float]:
    """Train the tagger, fit the weights, and print how good they are and how they differ from the program's."""
    known = examples(files, score)
    articles = pages(shared)
    shown = {
        name: tagging.article(page, f"pages {number % tagging.FOLDS}")
        for number, (name, page) in enumerate(list(articles.items())[::2])
    }
    given = seeds(shared)
    asked = {
        name: tagging.known(one, heads, f"seeds {number % tagging.FOLDS}")
        for number, (name, (one, heads)) in enumerate(given.items())
    }
    made = [*small(files, score), *clipped(files, score)]
    every = [*known.values(), *shown.values(), *asked.values(), *made]
    apart = tagging.across(every)
    tags = {path: apart[id(one)] for path, one in known.items()}
    found, likely = tagging.quality(list(known.values()), apart)
    print(
        f"lines that open stories, by taggers that saw no document of their set: F1 {found:.3f}, ln p {likely:.3f}"
    )
    if keep:
        tagging.write(tagging.train(every))
        tagger.cache_clear()
    taught = [
        one
        for name, counts in LEARNT_FROM.items()
        for one in choices(files.get(name, []), score, counts, tags)
    ]
    one_each = [
        fitting.choice(page, name, _whole, counts=A_PAGE, tags=apart.get(id(shown.get(name))))
        for name, page in articles.items()
    ]
    whole = [one for one in one_each if len(one.readings) > 1]
    whole += [
        fitting.choice(one, name, _titled(heads), counts=A_SEED, tags=apart[id(asked[name])])
        for name, (one, heads) in given.items()
    ]
    print(f"{len(taught)} documents and {len(whole)} pages; boundary F1 is the mean over documents")
    print(f"  with the best reading of each: {_mean([max(one.quality) for one in taught]):.3f}")
    print(f"  with the weights expected by hand: {_mean(fitting.reached(taught, HAND)):.3f}")
    for strength in STRENGTHS:
        values = fitting.across([*taught, *whole], strength)
        first, last = values[: len(taught)], values[len(taught) :]
        print(
            f"  cross-validated, strength {strength}: {_mean(first):.3f}; pages left whole {_mean(last):.3f}"
        )
    weights = fitting.fit([*taught, *whole])
    print(f"  fitted to all: {_mean(fitting.reached(taught, weights)):.3f}")
    for name in (name for name in files if name not in LEARNT_FROM):
        other = list(choices(files[name], score, 1.0, {}))
        best = _mean([max(one.quality) for one in other])
        by_hand, by_fit = (_mean(fitting.reached(other, one)) for one in (HAND, weights))
        print(f"  {name}, not learnt from: {by_fit:.3f}; by hand {by_hand:.3f}; with the best {best:.3f}")
    _compare(weights)
    return weights


def _compare(weights: dict[str, float]) -> None:
    """Print the weights that are not the program's."""
    now, new = fitting.kept(), fitting.rounded(weights)
    away = {name: new.get(name, 0.0) - now.get(name, 0.0) for name in sorted(now.keys() | new.keys())}
    other = {name: step for name, step in away.items() if round(step, 2)}
    print(f"\n{len(away) - len(other)} weights of {len(away)} are the program's")
    for name in sorted(other, key=lambda name: -abs(other[name])):
        print(f"  {name:32}{now.get(name, 0.0):6.2f} → {new.get(name, 0.0):5.2f}")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared", metavar="SHARED")
    parser.add_argument("--fit", action="store_true", help="fit the weights of readings")
    parser.add_argument("--write", action="store_true", help="fit them, and keep them")
    options = parser.parse_args()
    score = scorer(options.shared, "score_unbundling")
    files = sets()
    if options.fit or options.write:
        weights = refit(files, score, options.shared, keep=options.write)
        if options.write:
            fitting.write(weights)
    else:
        figures(files, score)
        costs(files, options.shared)


if __name__ == "__main__":
    main()
