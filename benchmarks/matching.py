"""How well texts are understood: our matcher and its peers on texts that nobody trained on, in one run.

    python benchmarks/matching.py [--synthetic 1000 10000] [--seconds 60] [--only NAME ...] [--learn-up-to 1000]

Texts: benchmarks/data (own words, long pastes, near misses; written by other authors than the phrases), the verbatim
messages of the catalog, and distortions of these. The peers get the same documents: the catalog's texts in three
languages, its messages, the phrases, and the near misses that our model learns from; and folded texts, as we do.
Each matcher runs in a process of its own, over the same texts in the same shuffled order, until the seconds are up:
n says how many it came through. --synthetic: the same among so many reasons, the rest of which are machine-made
(benchmarks/synthetic.py). README.md beside this file says what the figures mean.
"""

from __future__ import annotations

import argparse
import pickle
import platform
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging"), str(ROOT)]

import assemble  # noqa: E402
import train  # noqa: E402
from benchmarks import _learning, synthetic  # noqa: E402
from benchmarks._engines import NAMES, OURS, Job, Run, run  # noqa: E402
from benchmarks._figures import coverage, print_cost, print_quality, print_scope, print_verdicts  # noqa: E402
from benchmarks._overlap import unseen  # noqa: E402
from benchmarks._texts import Text, evaluation  # noqa: E402
from orderdoctor.catalog.model import Catalog  # noqa: E402
from orderdoctor.catalog.reading import load_catalog  # noqa: E402
from orderdoctor.diagnosis.fold import Folder, read_table  # noqa: E402
from orderdoctor.i18n import LANGUAGES  # noqa: E402


@dataclass(frozen=True)
class Bench:
    """What a run works with: a folder for scratch files, a copy of the bundle, and the real catalog."""

    scratch: Path
    bundle: Path
    catalog: Catalog
    folder: Folder
    names: tuple[str, ...]
    seconds: float

    def genuine(self) -> list[Text]:
        """The real texts; those that nearly stand in the training phrases are left out."""
        texts = evaluation(self.catalog)
        left = unseen(texts, self.folder, self.catalog)
        print(f"left out: {len(texts) - len(left)} texts that stand nearly word for word in the training phrases")
        return left

    def runs(self, documents: list[train.Sample], made: Path | None, texts: list[Text]) -> list[Run]:
        """All matchers over the texts."""
        known = self.scratch / "documents.pickle"
        known.write_bytes(pickle.dumps([(sample.reason, sample.folded) for sample in documents if sample.folded]))
        print(f"{len(documents):,} documents, {len(texts):,} texts; at most {self.seconds:.0f} s for a matcher")
        return [run(Job(name, self.bundle, known, made, tuple(texts), self.seconds)) for name in self.names]


def real(bench: Bench) -> None:
    """The figures for the catalog as it is shipped."""
    print(f"\n== {len(bench.catalog.reasons)} reasons: the catalog as it is shipped")
    documents = [
        *train.catalog_texts(bench.folder, bench.catalog),
        *train.phrases(bench.folder, "abcd"),
        *train.near_misses(bench.folder),
    ]
    show(bench.runs(documents, None, bench.genuine()))


def made_up(bench: Bench, number: int, learn: bool, old: bool) -> None:
    """The figures among so many reasons: the real texts and machine-made ones."""
    began = time.perf_counter()
    made = synthetic.make(bench.catalog, number)
    print(
        f"\n== {len(made.catalog.reasons):,} reasons: the real ones and MACHINE-MADE ones, made in {time.perf_counter() - began:.1f} s"
    )
    model = None
    if learn:
        trained = _learning.learned(made, bench.bundle, old)
        model = trained.model
        print(
            f"{OURS}: with a model learned in {trained.seconds:.0f} s (peak {trained.memory:.0f} MB; calibrated at {len(bench.catalog.reasons)} reasons)"
        )
        if not trained.fresh:
            print(f"{OURS}: that model was learned from EARLIER files")
    else:
        print(f"{OURS}: WITHOUT a learned model, by likeness alone: learning one for so many reasons takes too long")
    pack = bench.scratch / "made.pickle"
    translated = [] if model else real_sayings(bench)
    pack.write_bytes(pickle.dumps((made.catalog, () if model else (*translated, *made.sayings, *made.phrases), model)))
    genuine = [text for text in bench.genuine() if text.kind not in ("verbatim", "distorted")]
    runs = bench.runs(_learning.samples(bench.folder, made), pack, [*genuine, *made.texts])
    print(f"-- the texts of benchmarks/data among {number:,} reasons")
    show([among(found, set(genuine)) for found in runs], cost=False)
    print(f"-- machine-made texts among {number:,} reasons")
    show([among(found, set(made.texts)) for found in runs], cost=False)
    print("-- both")
    for found in runs:
        print_cost(found)


def real_sayings(bench: Bench) -> list[tuple[str, str]]:
    """What our matcher may know of the real reasons without a model: translations and phrases."""
    known = [*train.catalog_texts(bench.folder, bench.catalog), *train.phrases(bench.folder, "abcd")]
    return [(sample.reason, sample.folded) for sample in known]


def among(found: Run, texts: set[Text]) -> Run:
    """The part of a run that is about these texts."""
    rows = [(text, answer) for text, answer in zip(found.texts, found.answers, strict=True) if text in texts]
    return replace(found, texts=[text for text, _ in rows], answers=[answer for _, answer in rows])


def show(runs: list[Run], cost: bool = True) -> None:
    """Print the figures of several matchers; precision of the peers is that at our coverage."""
    print(
        "quality: top-1, top-3, mean reciprocal rank by language; all: top-1, MRR; gap: best less worst language, points"
    )
    for found in runs:
        print_quality(found)
    ours = next((found for found in runs if found.name == OURS), None)
    print("scope: own words and long pastes against near misses; margin: less the score of the best known near miss")
    for found in runs:
        print_scope(found, coverage(ours))
    if ours:
        print_verdicts(ours)
        print("(the peers have no verdict and no probabilities: nothing to calibrate)")
    if cost:
        print("cost: time for a text, folding included; building or loading; memory with the documents")
        for found in runs:
            print_cost(found)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--synthetic", type=int, nargs="*", default=[], metavar="N", help="also among N reasons")
    parser.add_argument("--only", nargs="*", choices=NAMES, default=NAMES, help="these matchers")
    parser.add_argument("--seconds", type=float, default=60, help="for a matcher at most")
    parser.add_argument("--learn-up-to", type=int, default=1000, metavar="N", help="learn a model for up to N reasons")
    parser.add_argument(
        "--old-model", action="store_true", help="take a model learned for N reasons before files changed"
    )
    parser.add_argument("--skip-real", action="store_true", help="only the synthetic sizes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        bundle = shutil.copytree(
            assemble.checkout_bundle(), scratch / "bundle"
        )  # others may make theirs anew meanwhile
        table = read_table((bundle / "folding" / "traditional.txt").read_text("utf-8"))
        catalog = load_catalog(bundle / "catalog.json")
        bench = Bench(scratch, bundle, catalog, Folder(table), tuple(args.only), args.seconds)
        print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, {platform.machine()};"
              f" {len(LANGUAGES)} languages, none of these texts was learned from")  # fmt: skip
        if not args.skip_real:
            real(bench)
        for number in args.synthetic:
            made_up(bench, number, number <= args.learn_up_to, args.old_model)


if __name__ == "__main__":
    main()
