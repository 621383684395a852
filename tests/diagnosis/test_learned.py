"""The learned model: reads what nobody wrote down, says how sure it is, and was never shown the evaluation."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import train
from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.doctor import Doctor, Verdict
from orderdoctor.diagnosis.evidence import NONE
from orderdoctor.diagnosis.fold import Folder
from orderdoctor.diagnosis.learned import LearnedWording
from orderdoctor.main import Parts

ROOT = Path(__file__).resolve().parents[2]
EVALUATION = sorted((ROOT / "benchmarks" / "data").glob("eval-*.jsonl"))


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def model(bundle: Path) -> LearnedWording:
    header = json.loads((bundle / "model" / "wording.json").read_text("utf-8"))
    return LearnedWording(header, (bundle / "model" / "wording.bin").read_bytes())


def test_there_are_phrases_of_several_authors_for_every_reason_and_language(catalog: Catalog) -> None:
    for language in ("en", "vi", "zh"):
        for author in ("a", "b"):
            reasons = [row["r"] for row in rows(train.PHRASES / f"{language}-{author}.jsonl")]
            assert set(reasons) == set(catalog.reasons)
            assert min(reasons.count(reason) for reason in catalog.reasons) >= 4
        assert len(rows(train.PHRASES / f"{language}-near.jsonl")) >= 150


def test_the_evaluation_has_the_promised_texts(catalog: Catalog) -> None:
    assert len(EVALUATION) == 3
    for path in EVALUATION:
        found = rows(path)
        own = [row["r"] for row in found if row["kind"] == "own"]
        long = [row["r"] for row in found if row["kind"] == "long"]
        assert all(own.count(reason) >= 2 and long.count(reason) >= 1 for reason in catalog.reasons)
        assert sum(row["kind"] == "near" for row in found) >= 60


def test_evaluation_and_training_do_not_overlap(shared_parts: Parts) -> None:
    """No text stands in both, and hardly eight words in a row are shared, but for AliExpress' own messages, which both quote."""
    fold = shared_parts.folder.plain
    trained = [fold(row["t"]) for path in train.PHRASES.glob("*.jsonl") for row in rows(path)]
    judged = [fold(row["t"]) for path in EVALUATION for row in rows(path)]
    assert not set(trained) & set(judged)
    quoted = [fold(message.text) for reason in shared_parts.catalog.reasons.values() for message in reason.messages]
    runs = {run for text in trained for run in _runs(text, 8)} - {run for text in quoted for run in _runs(text, 8)}
    shared = {run for text in judged for run in _runs(text, 8)} & runs
    assert len(shared) <= len(judged) // 25, sorted(shared)[:20]


def _runs(text: str, size: int) -> set[str]:
    words = re.findall(r"[^\W\d_]+", text)
    return {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)}


def test_training_reads_none_of_the_evaluation() -> None:
    assert not [path for path in train.inputs() if "benchmarks" in path.parts]


def test_the_model_was_learned_from_what_is_here(bundle: Path) -> None:
    assert json.loads((bundle / "model" / "wording.json").read_text("utf-8"))["digest"] == train.digest()


def test_probabilities_add_up(model: LearnedWording, shared_parts: Parts) -> None:
    for text in ("sản phẩm hết hàng rồi", "退款还没到账，已经二十天了", "my tracking number does not work", "hello"):
        reading = model.read(shared_parts.folder.plain(text))
        assert reading is not None
        assert sum(reading.probability.values()) == pytest.approx(1.0)
        assert NONE in reading.probability


def test_what_the_model_has_never_seen_gives_no_reading(model: LearnedWording) -> None:
    assert model.read("") is None
    assert model.read("ྦྷ ྦྷ") is None


def test_the_telling_sentence_is_found_in_a_long_mail(model: LearnedWording, shared_parts: Parts) -> None:
    mail = "Hello team. I am Anna. The refund has still not arrived after five weeks. My shop is called Happy Home. Bye"
    folded = shared_parts.folder.fold(mail)
    reading = model.read(folded.text)
    assert reading is not None
    start, end = folded.span(reading.start, reading.end)
    assert "refund" in mail[start:end]
    assert max((p, r) for r, p in reading.probability.items() if r)[1].startswith("refund.")


def test_without_a_model_the_likeness_alone_answers(catalog: Catalog, shared_parts: Parts) -> None:
    plain = Doctor(catalog, shared_parts.folder)
    assert plain.diagnose("The product is out of stock").ranking[0].reason == "order.out-of-stock"


OWN_WORDS = {
    "the seller refunded me but the money is nowhere after a month": "refund.not-received",
    "khách ở Brazil mà đơn báo thiếu CPF": "order.tax-id",
    "快递单号填了提示格式不对": "ship.tracking-format",
}


@pytest.mark.parametrize(("text", "reason"), OWN_WORDS.items())
def test_own_words_are_understood(doctor: Doctor, text: str, reason: str) -> None:
    diagnosis = doctor.diagnose(text)
    assert diagnosis.ranking[0].reason == reason
    assert diagnosis.verdict is not Verdict.UNKNOWN


def test_two_words_that_fit_several_reasons_are_no_certainty(doctor: Doctor) -> None:
    for text in ("hết hàng", "缺货"):
        diagnosis = doctor.diagnose(text)
        assert {"order.out-of-stock", "cancel.seller-out-of-stock"} <= {ranked.reason for ranked in diagnosis.ranking[:4]}


def test_a_model_is_learned_from_samples_and_reads_them_back(shared_parts: Parts) -> None:
    folder: Folder = shared_parts.folder
    samples = [
        train.Sample("order.moon", folder.plain(text))
        for text in ("the parcel goes to the moon", "moon delivery refused", "address on the moon", "no carrier to the moon")
    ]
    samples += [train.Sample("order.sea", folder.plain(t)) for t in ("lost at sea", "ship sank at sea", "the sea took it", "sea freight sank")]
    samples += [train.Sample("", folder.plain(t)) for t in ("how are you", "nice weather", "what time is it", "how do I cook rice")]
    tiny = LearnedWording(*train.learned(samples))
    reading = tiny.read(folder.plain("refused: moon"))
    assert reading is not None
    assert reading.probability["order.moon"] > reading.probability["order.sea"]
    again = LearnedWording(*train.learned(samples)).read(folder.plain("refused: moon"))
    assert again == reading, "the same samples give the same model"
