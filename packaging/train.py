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
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging")]

import texts  # noqa: E402
from orderdoctor.catalog.model import Catalog  # noqa: E402
from orderdoctor.catalog.reading import build_catalog, read_folder  # noqa: E402
from orderdoctor.diagnosis.features import clauses, grams  # noqa: E402
from orderdoctor.diagnosis.fold import Folder, read_table  # noqa: E402
from orderdoctor.diagnosis.learned import ZERO, LearnedWording  # noqa: E402
from orderdoctor.i18n import LANGUAGES, VIETNAMESE  # noqa: E402

PHRASES = ROOT / "resources" / "phrases"
EPOCHS = 14
RATE = 0.35
NONE_WEIGHT = 2.0
NONE_SHARE = 0.3
"""How much texts about other things count in the calibration: people do come with them."""

LEAST_DOCUMENTS = 2
IDF_STEPS = 12
"""An idf weight is a small integer: idf * IDF_STEPS, rounded."""


@dataclass(frozen=True)
class Calibration:
    """temperature: of the ranking among reasons; slope and offset: from log-odds to the probability of any reason."""

    temperature: float = 1.5
    slope: float = 1.0
    offset: float = 0.0


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
    """The same problems in the middle of a mail."""
    around = {language: [folder.plain(text) for text in lines] for language, lines in fillers().items()}
    found = []
    for sample in samples:
        lines = around[_language(sample.folded)]
        picked = chance.sample(lines, chance.randint(4, 9))
        cut = chance.randint(1, len(picked) - 1)
        found.append(Sample(sample.reason, ". ".join([*picked[:cut], sample.folded, *picked[cut:]])))
    return found


def _language(folded: str) -> str:
    if any("\u4e00" <= letter <= "\u9fff" for letter in folded):
        return "zh"
    vietnamese = {"khong", "ko", "don", "hang", "shop", "minh", "bi", "duoc", "dc", "roi", "la", "khach", "em", "ma", "cho"}
    return VIETNAMESE.code if len(vietnamese & set(folded.split())) >= 2 else "en"


def counted(folded: str) -> Counter[str]:
    """All grams of a text, clause by clause, as the model reads it."""
    total: Counter[str] = Counter()
    for start, end in clauses(folded):
        total += grams(folded[start:end])
    return total


class Learner:
    """Learns weights for a set of samples."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        """Take the samples; the features are those of at least two of them."""
        documents = [counted(sample.folded) for sample in samples]
        spread = Counter(name for document in documents for name in document)
        self.features = sorted(name for name, n in spread.items() if n >= LEAST_DOCUMENTS and "\n" not in name)
        self.number = {name: i for i, name in enumerate(self.features)}
        total = len(documents)
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
        value = np.array([n for _, n in known], dtype=np.float32) * self.idf[index] if known else np.zeros(0, np.float32)
        length = float(np.sqrt((value * value).sum())) or 1.0
        return index, (value / length).astype(np.float32)

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
                gradient = value[:, None] * error[None, :]
                grown[index] += gradient * gradient
                self.weights[index] -= RATE * gradient / np.sqrt(grown[index])
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
            "slope": calibrated.slope,
            "offset": calibrated.offset,
            "features": "\n".join(self.features),
            "idf": [int(value) for value in self.idf],
        }
        return header, rows.astype(np.uint8).tobytes()


def calibration(model: LearnedWording, held_out: Sequence[Sample]) -> Calibration:
    """The numbers under which held-out texts are least surprising; other things are given a weight of NONE_SHARE."""
    raw = [(model.raw(sample.folded), sample.reason) for sample in held_out]
    ranked = [(scores, reason) for read, reason in raw if read and reason for scores in [read[0]]]
    temperature = min((0.5, 0.6, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0, 2.5), key=lambda t: sum(_surprise(s, r, t) for s, r in ranked))
    ours = [read[1] for read, reason in raw if read and reason]
    others = [read[1] for read, reason in raw if read and not reason]
    grid = [(slope / 10, offset / 4) for slope in range(2, 31) for offset in range(-16, 17)]
    slope, offset = min(grid, key=lambda pair: _scope_loss(ours, others, *pair))
    return Calibration(temperature, slope, offset)


def _surprise(scores: dict[str, float], reason: str, temperature: float) -> float:
    highest = max(scores.values())
    total = sum(math.exp((score - highest) / temperature) for score in scores.values())
    return math.log(total) - (scores.get(reason, highest - 20) - highest) / temperature


def _scope_loss(ours: Sequence[float], others: Sequence[float], slope: float, offset: float) -> float:
    inside = sum(math.log1p(math.exp(-slope * odds - offset)) for odds in ours) / len(ours)
    outside = sum(math.log1p(math.exp(slope * odds + offset)) for odds in others) / len(others)
    return (1 - NONE_SHARE) * inside + NONE_SHARE * outside


def learned(samples: Sequence[Sample], calibrated: Calibration = Calibration()) -> tuple[dict[str, object], bytes]:
    """Learn from samples; the model, packed."""
    learner = Learner(samples)
    learner.learn()
    return learner.packed(calibrated)


def inputs() -> list[Path]:
    """All files that the model depends on."""
    found = [*PHRASES.rglob("*"), *(ROOT / "resources" / "catalog").rglob("*.toml"), ROOT / "resources" / "shared.toml"]
    found += [*(ROOT / "translations" / "catalog").glob("*.po"), Path(__file__)]
    found += [ROOT / "app" / "orderdoctor" / "diagnosis" / name for name in ("features.py", "fold.py", "learned.py")]
    return sorted(path for path in found if path.is_file())


def digest() -> str:
    """What the model was learned from, in 16 hexadecimal digits."""
    together = hashlib.sha256()
    for path in inputs():
        together.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return together.hexdigest()[:16]


def make(target: Path) -> None:
    """Learn and write the model to a folder, unless it is there already, learned from the same files."""
    stamp = digest()
    made = target / "wording.json"
    if made.exists() and json.loads(made.read_text("utf-8")).get("digest") == stamp:
        return
    folder = Folder(read_table((ROOT / "resources" / "folding" / "traditional.txt").read_text("utf-8")))
    raw, sources, _ = read_folder(ROOT / "resources")
    catalog, _ = build_catalog(raw, sources)
    chance = random.Random(7)
    near = near_misses(folder)
    filler = [Sample("", folder.plain(text)) for lines in fillers().values() for text in lines]
    known = catalog_texts(folder, catalog) + filler
    first, second = phrases(folder, "ac"), phrases(folder, "bd")
    half = [*known, *first, *wrapped(first, folder, chance), *near[::2]]
    trial = LearnedWording(*learned(half))
    calibrated = calibration(trial, [*second, *wrapped(second, folder, chance), *near[1::2]])
    everything = [*first, *second]
    model, rows = learned([*known, *everything, *wrapped(everything, folder, chance), *near], calibrated)
    target.mkdir(parents=True, exist_ok=True)
    (target / "wording.bin").write_bytes(rows)
    made.write_text(json.dumps({"digest": stamp, **model}, ensure_ascii=False, separators=(",", ":")), "utf-8")
    print(f"learned {len(model['idf'])} features, {calibrated}")  # type: ignore[arg-type]


if __name__ == "__main__":
    make(ROOT / "build" / "model")
