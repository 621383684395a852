"""Runs one matcher over the texts in a process of its own, so that its memory is its own.

Memory is what the process holds more, after the matcher stands, than after its imports (documents or catalog
included), counted by Linux in pages; on other systems it is not told.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks._peers import PEERS
from benchmarks._texts import Text
from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.doctor import Doctor, Verdict
from orderdoctor.diagnosis.fold import Folder, read_table
from orderdoctor.diagnosis.learned import LearnedWording
from orderdoctor.main import Parts
from orderdoctor.paths import user_paths

OURS = "order doctor"
NAMES = (OURS, *PEERS)


@dataclass(frozen=True)
class Answer:
    """What a matcher says of a text.

    order: reasons, the likeliest first; score: how much it speaks for the first, the higher the more; margin: the same
    less what speaks for the likeliest known near miss; matched and probability: what only we say.
    """

    order: tuple[str, ...]
    score: float
    margin: float
    seconds: float
    matched: bool = False
    probability: float = 0.0


@dataclass(frozen=True)
class Run:
    """Answers to the texts that there was time for; build: seconds; memory: MB, 0 if not told."""

    name: str
    texts: list[Text]
    answers: list[Answer]
    build: float
    memory: float


@dataclass(frozen=True)
class Job:
    """What to run on what: bundle (for the folding, and our matcher); documents: a pickle of what the peers know.

    made: a pickle of (catalog, sayings, model's header and rows or None) for our matcher; None: that of the bundle.
    """

    name: str
    bundle: Path
    documents: Path
    made: Path | None
    texts: tuple[Text, ...]
    seconds: float


def run(job: Job) -> Run:
    """Run a job in a fresh process. Raises RuntimeError if that dies."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (job,))


def _run(job: Job) -> Run:
    folder = Folder(read_table((job.bundle / "folding" / "traditional.txt").read_text("utf-8")))
    if job.name == OURS:
        import json  # noqa: F401 - so that it does not count as the matcher's memory
    before = held()
    ask, build = _ours(job) if job.name == OURS else _peer(job, folder)
    memory = max(0.0, held() - before)
    order = list(job.texts)
    random.Random(5).shuffle(order)
    warm = time.perf_counter() + 1
    for text in order[:10]:
        if time.perf_counter() < warm:
            ask(text.text)
    answers = []
    ends = time.perf_counter() + job.seconds
    for text in order:
        answers.append(ask(text.text))
        if time.perf_counter() > ends:
            break
    return Run(job.name, order[: len(answers)], answers, build, memory)


def _ours(job: Job) -> tuple[Callable[[str], Answer], float]:
    doctor, build = _bundled(job) if job.made is None else _made(job, job.made)

    def ask(text: str) -> Answer:
        began = time.perf_counter()
        diagnosis = doctor.diagnose(text)
        seconds = time.perf_counter() - began
        order = tuple(ranked.reason for ranked in diagnosis.ranking)
        probability = diagnosis.ranking[0].probability if diagnosis.ranking else 0.0
        matched = diagnosis.verdict is Verdict.MATCH
        return Answer(order, -diagnosis.none, -diagnosis.none, seconds, matched, probability)

    return ask, build


def _bundled(job: Job) -> tuple[Doctor, float]:
    with tempfile.TemporaryDirectory() as home:
        parts = Parts(user_paths(home), job.bundle)
        _ = parts.catalog, parts.folder
        began = time.perf_counter()
        doctor = parts.doctor
        return doctor, time.perf_counter() - began


def _made(job: Job, made: Path) -> tuple[Doctor, float]:
    catalog: Catalog
    catalog, sayings, model = pickle.loads(made.read_bytes())  # noqa: S301 - written by us a moment ago
    folder = Folder(read_table((job.bundle / "folding" / "traditional.txt").read_text("utf-8")))
    began = time.perf_counter()
    doctor = Doctor(catalog, folder, sayings, LearnedWording(*model) if model else None)
    return doctor, time.perf_counter() - began


def _peer(job: Job, folder: Folder) -> tuple[Callable[[str], Answer], float]:
    documents: Sequence[tuple[str, str]] = pickle.loads(job.documents.read_bytes())  # noqa: S301 - as above
    began = time.perf_counter()
    search = PEERS[job.name](documents)
    build = time.perf_counter() - began

    def ask(text: str) -> Answer:
        began = time.perf_counter()
        hits = search(folder.plain(text))
        seconds = time.perf_counter() - began
        ours = [(reason, score) for reason, score in hits if reason]
        score = ours[0][1] if ours else 0.0
        lowest = hits[-1][1] if hits else 0.0
        return Answer(tuple(reason for reason, _ in ours), score, score - dict(hits).get("", lowest), seconds)

    return ask, build


def held() -> float:
    """Memory of this process in MB, after a collection of garbage; 0 where it is not told."""
    gc.collect()
    if not sys.platform.startswith("linux"):
        return 0.0
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
