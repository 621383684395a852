"""Learns the wording model from the phrases in resources/phrases and the texts of the catalog, in all languages.

    python packaging/train.py            learn, and write build/model/

Multinomial logistic regression by stochastic gradient descent with AdaGrad steps (numpy), a fixed order and a fixed
seed: the same input gives the same model. Calibration (temperature of the ranking, odds of NONE) is found with the second half of the
authors held out, then everything is learned. The texts of benchmarks/data are never read here.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging")]

import texts  # noqa: E402
from orderdoctor.catalog.model import Catalog  # noqa: E402
from orderdoctor.catalog.reading import build_catalog, read_folder  # noqa: E402
from orderdoctor.diagnosis.concepts import ConceptFinder, concept_tokens  # noqa: E402
from orderdoctor.diagnosis.features import clauses, parts, tokens  # noqa: E402
from orderdoctor.diagnosis.fold import Folder, read_table  # noqa: E402
from orderdoctor.diagnosis.learned import ZERO, LearnedWording  # noqa: E402
from orderdoctor.diagnosis.messages import skeleton  # noqa: E402
from orderdoctor.i18n import LANGUAGES, VIETNAMESE  # noqa: E402

PHRASES = ROOT / "resources" / "phrases"
EPOCHS = 8
RATE = 0.35
NONE_WEIGHT = 1.25
MAILS = 3
"""In how many mails each phrase stands, each time among other words."""

NONE_SHARE = 0.3
"""How much texts about other things count in the calibration: people do come with them."""

_SLIGHT = 0.003
"""An error in a probability that is not worth a step."""

LEAST_DOCUMENTS = 2
IDF_STEPS = 12
"""An idf weight is a small integer: idf * IDF_STEPS, rounded."""


@dataclass(frozen=True)
class Calibration:
    """temperature: of the ranking among reasons; short: how much more for a text of one known word, less for more;

    scope: weights of `LearnedWording.raw`'s signs, and an offset: the log-odds that a text is about any reason.
    """

    temperature: float = 1.0
    short: float = 1.0
    scope: tuple[float, ...] = (1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Sample:
    """A folded text and the reason that it is about; empty: none of ours."""

    reason: str
    folded: str


def phrases(folder: Folder, authors: str) -> list[Sample]:
    """The phrases of some authors (letters of the file names), in all languages."""
    found = []
    for path in sorted(PHRASES.glob("*.jsonl")):
        if path.stem[-1] in authors and "near" not in path.stem:
            rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
            found += [Sample(row["r"], folder.plain(row["t"])) for row in rows]
    return found


def near_misses(folder: Folder) -> list[Sample]:
    """Texts about other things, in all languages."""
    rows = [json.loads(line) for path in sorted(PHRASES.glob("*-near.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [Sample("", folder.plain(row["t"])) for row in rows]


def fillers() -> dict[str, list[str]]:
    """What stands around a problem in mails and chats, by language."""
    return dict(json.loads((PHRASES / "filler.json").read_text("utf-8")))


def catalog_texts(folder: Folder, catalog: Catalog) -> list[Sample]:
    """What the catalog itself says of each reason, in all languages, and its messages."""
    found = []
    translated = {language: _translations(language.folder) for language in LANGUAGES[1:]}
    for reason in catalog.reasons.values():
        for text in (reason.title, reason.problem, reason.cause):
            found.append(Sample(reason.id, folder.plain(text.english)))
            found += [Sample(reason.id, folder.plain(words.get(text.context, ""))) for words in translated.values()]
        found += [Sample(reason.id, folder.plain(message.text)) for message in reason.messages]
    return [sample for sample in found if sample.folded]


def _translations(folder: str) -> dict[str, str]:
    language = next(language for language in LANGUAGES if language.folder == folder)
    return {m.context: str(m.string) for m in texts.read("catalog", language) if m.id and m.context and not m.fuzzy}


def wrapped(samples: Sequence[Sample], folder: Folder, chance: random.Random) -> list[Sample]:
    """The same problems in the middle of a mail: first, last or between, with few or many words around them."""
    around = {language: [folder.plain(text) for text in lines] for language, lines in fillers().items()}
    found = []
    for sample in [*samples] * MAILS:
        lines = around[_language(sample.folded)]
        picked = chance.sample(lines, chance.randint(2, 9))
        picked.insert(chance.randint(0, len(picked)), sample.folded)
        found.append(Sample(sample.reason, chance.choice((". ", ", ", " ", "! ")).join(picked)))
    return found


def thinned(samples: Sequence[Sample], chance: random.Random) -> list[Sample]:
    """The same problems with a fourth of their words missing: nobody says all that there is to say."""
    found = []
    for sample in samples:
        words = sample.folded.split(" ")
        length = len(sample.folded)
        if _language(sample.folded) == "zh" and length >= _WORTH_THINNING:
            gap = chance.randrange(length - 3)
            found.append(Sample(sample.reason, sample.folded[:gap] + " " + sample.folded[gap + length // 4 :]))
        elif len(words) * 2 >= _WORTH_THINNING:
            found.append(Sample(sample.reason, " ".join(word for word in words if chance.random() > 0.25)))
    return found


_WORTH_THINNING = 10


def pieces(samples: Sequence[Sample], chance: random.Random) -> list[Sample]:
    """One to three neighbouring words of each: what fits several reasons is learned to fit several."""
    found = []
    holders: dict[str, set[int]] = defaultdict(set)
    parted = [list(s.folded) if _language(s.folded) == "zh" else s.folded.split() for s in samples]
    for number, words in enumerate(parted):
        for word in words:
            holders[word].add(number)
    for sample, words in zip(samples, parted, strict=True):
        size = chance.randint(1, 3) + (_language(sample.folded) == "zh")
        start = chance.randint(0, max(0, len(words) - size))
        piece = words[start : start + size]
        met = {samples[number].reason for number in set.intersection(*(holders[word] for word in piece))}
        if len(met) < _ANYTHING:
            found.append(Sample(sample.reason, ("" if len(words[0]) == 1 else " ").join(piece)))
    return found


_ANYTHING = 15
"""Words that are met with so many reasons teach nothing."""


@dataclass(frozen=True)
class Lessons:
    """Everything that is learned from: as people wrote it, and varied."""

    written: Sequence[Sample]
    varied: Sequence[Sample]


def lessons(phrases: Sequence[Sample], near: Sequence[Sample], known: Sequence[Sample], folder: Folder) -> Lessons:
    """The texts as they stand; the same in the middle of mails, with words missing, and in pieces."""
    chance = random.Random(7)
    mails = wrapped([*phrases, *near], folder, chance)
    return Lessons([*known, *phrases, *near], [*mails, *thinned(phrases, chance), *pieces([*phrases, *near], chance)])


def _language(folded: str) -> str:
    if any("\u4e00" <= letter <= "\u9fff" for letter in folded):
        return "zh"
    vietnamese = {"khong", "ko", "don", "hang", "shop", "minh", "bi", "duoc", "dc", "roi", "la", "khach", "em", "ma", "cho"}
    return VIETNAMESE.code if len(vietnamese & set(folded.split())) >= 2 else "en"


def concept_words(folder: Folder, catalog: Catalog) -> dict[str, str]:
    """The words of all concepts, folded, with the concept's id; of two concepts with the same word the first has it."""
    found: dict[str, str] = {}
    for concept in catalog.concepts.values():
        for word in concept.words:
            found.setdefault(folder.plain(word), concept.id)
    return found


def counted(folded: str, concepts: ConceptFinder) -> Counter[str]:
    """All features of a text, clause by clause, as the model reads it."""
    total: Counter[str] = Counter()
    for start, end in clauses(folded):
        clause = folded[start:end]
        total.update(part for token in tokens(clause) for part in parts(token))
        total.update(concept_tokens(concepts.find(clause)))
    return total


class Learner:
    """Learns weights for a set of samples."""

    def __init__(self, lessons: Lessons, concepts: Mapping[str, str]) -> None:
        """Take the lessons and the words of concepts; the features are those of at least two texts that were written."""
        samples = [*lessons.written, *lessons.varied]
        self.concepts = dict(concepts)
        finder = ConceptFinder(self.concepts.items())
        documents = [counted(sample.folded, finder) for sample in samples]
        spread = Counter(name for document in documents[: len(lessons.written)] for name in document)
        self.features = sorted(name for name, n in spread.items() if n >= LEAST_DOCUMENTS and "\n" not in name)
        self.number = {name: i for i, name in enumerate(self.features)}
        total = len(lessons.written)
        self.idf = np.array(
            [max(1, round((math.log((total + 1) / (spread[name] + 1)) + 1) * IDF_STEPS)) for name in self.features], dtype=np.int64
        )
        self.hypotheses = ["", *sorted({sample.reason for sample in samples} - {""})]
        target = {name: k for k, name in enumerate(self.hypotheses)}
        self.targets = [target[sample.reason] for sample in samples]
        self.vectors = [self._vector(document) for document in documents]
        self.weights = np.zeros((len(self.features), len(self.hypotheses)), dtype=np.float32)
        self.bias = np.zeros(len(self.hypotheses), dtype=np.float32)

    def _vector(self, document: Counter[str]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        known = sorted((self.number[name], n) for name, n in document.items() if name in self.number)
        index = np.array([i for i, _ in known], dtype=np.int64)
        counts = np.array([n for _, n in known], dtype=np.float32)
        weights = self.idf[index].astype(np.float32)
        length = float(np.sqrt((counts * weights * weights).sum())) or 1.0
        return index, (counts * weights / length).astype(np.float32)

    def learn(self) -> None:
        """Go over the samples again and again, in a shuffled but fixed order."""
        order = list(range(len(self.vectors)))
        chance = random.Random(20261122)
        grown = np.full_like(self.weights, 1e-4)
        grown_bias = np.full_like(self.bias, 1e-2)
        for _epoch in range(EPOCHS):
            chance.shuffle(order)
            for position in order:
                index, value = self.vectors[position]
                if not len(index):
                    continue
                logits = value @ self.weights[index] + self.bias
                error = np.exp(logits - logits.max())
                error /= error.sum()
                error[self.targets[position]] -= 1.0
                if self.targets[position] == 0:
                    error *= NONE_WEIGHT
                wrong = np.flatnonzero(np.abs(error) > _SLIGHT)
                if not len(wrong):
                    continue
                gradient = value[:, None] * error[wrong][None, :]
                cells = (index[:, None], wrong[None, :])
                steps = grown[cells] + gradient * gradient
                grown[cells] = steps
                self.weights[cells] -= RATE * gradient / np.sqrt(steps)
                grown_bias += error * error
                self.bias -= 0.05 * RATE * error / np.sqrt(grown_bias)

    def packed(self, calibrated: Calibration) -> tuple[dict[str, object], bytes]:
        """The model as the program reads it: weights as bytes, the largest of them 127."""
        largest = float(np.quantile(np.abs(self.weights).max(axis=1), 0.999)) or 1.0
        rows = np.clip(np.rint(self.weights / largest * 127), -127, 127).astype(np.int16) + ZERO
        header = {
            "hypotheses": self.hypotheses,
            "bias": [round(float(value), 4) for value in self.bias],
            "scale": largest / 127,
            "temperature": calibrated.temperature,
            "short": calibrated.short,
            "scope": list(calibrated.scope),
            "features": "\n".join(self.features),
            "concepts": self.concepts,
            "idf": [int(value) for value in self.idf],
        }
        return header, rows.astype(np.uint8).tobytes()


def met_messages(samples: Sequence[Sample], catalog: Catalog, folder: Folder) -> dict[str, tuple[int, int]]:
    """How often samples hold all words of a message, by its skeleton: meaning one of its reasons, and at all."""
    owners: dict[str, set[str]] = defaultdict(set)
    for reason in catalog.reasons.values():
        for message in reason.messages:
            if message.exact:
                owners[skeleton(folder.plain(message.text)).text].add(reason.id)
    words = {key: frozenset(tokens(key)) - set(key) for key in owners}
    holders: dict[str, set[int]] = defaultdict(set)
    for number, sample in enumerate(samples):
        for token in set(tokens(sample.folded)):
            holders[token].add(number)
    counts = {}
    for key, parted in words.items():
        single = [token for token in parted if token[0] == " " or len(token) == 2]
        met = set.intersection(*(holders.get(token, set()) for token in single)) if single else set()
        if met:
            counts[key] = (sum(samples[number].reason in owners[key] for number in met), len(met))
    return counts


def calibration(model: LearnedWording, held_out: Sequence[Sample]) -> Calibration:
    """The numbers under which held-out texts are least surprising; other things are given a weight of NONE_SHARE."""
    raw = [(read, sample.reason) for sample in held_out if (read := model.raw(sample.folded))]
    ranked = [(read.scores, read.words, reason) for read, reason in raw if reason]
    grid = [(t, short) for t in (0.5, 0.6, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0) for short in (0.0, 0.5, 1.0, 2.0, 3.0)]
    temperature, short = min(grid, key=lambda pair: sum(_surprise(s, r, pair[0] * (1 + pair[1] / w)) for s, w, r in ranked))
    longer = [(read, reason) for read, reason in raw if read.words > _FEW]
    signs = np.array([[*read.signs, 1.0] for read, _ in longer])
    return Calibration(temperature, short, _scope(signs, np.array([bool(reason) for _, reason in longer])))


_FEW = 3
"""Texts of no more words than this are about nothing certain: they do not teach what is about us."""


def _surprise(scores: Mapping[str, float], reason: str, temperature: float) -> float:
    highest = max(scores.values())
    total = sum(math.exp((score - highest) / temperature) for score in scores.values())
    return math.log(total) - (scores.get(reason, highest - 20) - highest) / temperature


def _scope(signs: NDArray[np.float64], ours: NDArray[np.bool_]) -> tuple[float, ...]:
    """Logistic regression by Newton's steps, a little pulled to zero."""
    share = np.where(ours, (1 - NONE_SHARE) / max(1, ours.sum()), NONE_SHARE / max(1, (~ours).sum())) * len(ours)
    weights = np.zeros(signs.shape[1])
    for _step in range(25):
        said = 1 / (1 + np.exp(-signs @ weights))
        gradient = signs.T @ ((ours - said) * share) - weights
        curvature = (signs * (share * said * (1 - said))[:, None]).T @ signs + np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, gradient)
    return tuple(round(float(weight), 4) for weight in weights)


def judged(held_out: Sequence[Sample], folder: Folder) -> list[Sample]:
    """What a model is calibrated on: texts as they stand, in mails, and pieces of them."""
    chance = random.Random(8)
    return [*held_out, *wrapped(held_out, folder, chance)[: len(held_out)], *pieces(held_out, chance)[::4]]


def learned(
    samples: Sequence[Sample] | Lessons,
    calibrated: Calibration = Calibration(),
    concepts: Mapping[str, str] = MappingProxyType({}),
) -> tuple[dict[str, object], bytes]:
    """Learn from samples; the model, packed. concepts: ids by folded word."""
    learner = Learner(samples if isinstance(samples, Lessons) else Lessons(samples, ()), concepts)
    learner.learn()
    return learner.packed(calibrated)


def inputs() -> list[Path]:
    """All files that the model depends on."""
    found = [*PHRASES.rglob("*"), *(ROOT / "resources" / "catalog").rglob("*.toml"), ROOT / "resources" / "shared.toml", ROOT / "resources" / "concepts.toml"]
    found += [*(ROOT / "translations" / "catalog").glob("*.po"), Path(__file__)]
    found += [ROOT / "app" / "orderdoctor" / "diagnosis" / name for name in ("concepts.py", "features.py", "fold.py", "learned.py", "messages.py")]
    return sorted(path for path in found if path.is_file())


@dataclass(frozen=True)
class Material:
    """All that is learned from. words: the concepts' words."""

    folder: Folder
    catalog: Catalog
    known: Sequence[Sample]
    first: Sequence[Sample]
    second: Sequence[Sample]
    near: Sequence[Sample]
    words: Mapping[str, str]

    def digest(self) -> str:
        """What is learned from, and by which code, in 16 hexadecimal digits."""
        together = hashlib.sha256()
        for path in inputs():
            if path.suffix == ".py":
                together.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
        messages = [(reason.id, message.text, message.exact) for reason in self.catalog.reasons.values() for message in reason.messages]
        samples = [(sample.reason, sample.folded) for part in (self.known, self.first, self.second, self.near) for sample in part]
        together.update(repr((samples, messages, list(self.words.items()), fillers())).encode())
        return together.hexdigest()[:16]


def material() -> Material:
    """Read all that is learned from."""
    folder = Folder(read_table((ROOT / "resources" / "folding" / "traditional.txt").read_text("utf-8")))
    raw, sources, _ = read_folder(ROOT / "resources")
    catalog, _ = build_catalog(raw, sources)
    filler = [Sample("", folder.plain(text)) for lines in fillers().values() for text in lines]
    known = catalog_texts(folder, catalog) + filler
    return Material(
        folder, catalog, known, phrases(folder, "ab"), phrases(folder, "cd"), near_misses(folder), concept_words(folder, catalog)
    )


def digest() -> str:
    """What the model is learned from: as long as it is the same, nothing is learned again."""
    return material().digest()


def make(target: Path) -> None:
    """Learn and write the model to a folder, unless it is there already, learned from the same."""
    found = material()
    stamp = found.digest()
    made = target / "wording.json"
    if made.exists() and json.loads(made.read_text("utf-8")).get("digest") == stamp:
        return
    folder, near = found.folder, found.near
    trial = LearnedWording(*learned(lessons(found.first, near[::2], found.known, folder), concepts=found.words))
    calibrated = calibration(trial, judged([*found.second, *near[1::2]], folder))
    everything = [*found.first, *found.second]
    model, rows = learned(lessons(everything, near, found.known, folder), calibrated, found.words)
    model["messages"] = met_messages([*everything, *near], found.catalog, folder)
    target.mkdir(parents=True, exist_ok=True)
    (target / "wording.bin").write_bytes(rows)
    made.write_text(json.dumps({"digest": stamp, **model}, ensure_ascii=False, separators=(",", ":")), "utf-8")
    print(f"learned {len(model['idf'])} features, {calibrated}")  # type: ignore[arg-type]


if __name__ == "__main__":
    make(ROOT / "build" / "model")
