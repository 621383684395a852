"""Develops the matcher on the training authors only: learn on some, judge by another who was not read.

    python benchmarks/dev_matching.py [fold ...]      a fold is learn:calibrate:judge, e.g. a:b:b  b:a:a  ab:ab:c

The texts of benchmarks/data are never read here. The calibrating and the judging half of one author are disjoint.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import gettempdir

ROOT = Path(__file__).resolve().parents[1] if Path(__file__).parent.name == "benchmarks" else Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging")]

import train  # noqa: E402
from orderdoctor.catalog.model import Catalog  # noqa: E402
from orderdoctor.catalog.reading import build_catalog, read_folder  # noqa: E402
from orderdoctor.diagnosis.doctor import Diagnosis, Doctor, Verdict  # noqa: E402
from orderdoctor.diagnosis.fold import Folder, read_table  # noqa: E402
from orderdoctor.diagnosis.learned import LearnedWording  # noqa: E402

PASSING = {
    "en": ["I use DSers and my store is on Shopify", "we moved from AutoDS to the ShopBase connector last year",
           "checked the seller center too", "support of DSers answered nothing", "it only says failed to place order",
           "the app is Oberlo's successor", "I also sell on eBay"],
    "vi": ["mình dùng DSers với ShopBase", "trước có xài AutoDS rồi bỏ", "bên support DSers không trả lời",
           "nó chỉ báo failed to place order", "tuần trước đơn khác bình thường", "đã xem seller center"],
    "zh": ["我用的是DSers和Shopify", "之前用过店小秘和AutoDS", "卖家后台也看过了", "DSers客服没人回", "只显示failed to place order",
           "上周别的单都正常"],
}  # fmt: skip
"""What stands in a mail beside the problem and points elsewhere: other systems, general messages, troubles of last week."""

OTHER_FILLER = {
    "en": ["Hey guys", "I'm new here so sorry if this was asked before", "ordered it on the 3rd, total was 24.90 USD",
           "my buyer is really nice but she starts to lose patience", "any idea?", "I already restarted the laptop",
           "we ship mostly to the US and Germany", "cheers, Tom", "it's for a birthday", "I have around 40 orders a day"],
    "vi": ["Chào cả nhà", "em newbie nên có gì bỏ qua", "đơn tổng 24.90 đô đặt hôm mùng 3", "khách dễ tính mà cũng bắt đầu sốt ruột",
           "có ai rành không", "em đã khởi động lại máy", "bên em chủ yếu ship đi Mỹ với Đức", "em cảm ơn trước", "ngày em tầm 40 đơn",
           "hàng này khách mua tặng sinh nhật"],
    "zh": ["大家好", "新人，问得不对请见谅", "3号下的，一共24.90美元", "买家人挺好但也开始着急了", "有大佬懂吗", "电脑也重启过了",
           "主要发美国和德国", "先谢过", "每天大概40单", "客户是买来过生日的"],
}  # fmt: skip


CATALOG: list[Catalog] = []
_TONGUE: dict[str, str] = {}


def language(folded: str) -> str:
    return _TONGUE.get(folded) or train._language(folded)


def by_author(folder: Folder, authors: str) -> list[train.Sample]:
    for path in train.PHRASES.glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            _TONGUE.setdefault(folder.plain(json.loads(line)["t"]), path.stem[:2])
    return train.phrases(folder, authors)


def long_pastes(samples: Sequence[train.Sample], folder: Folder, seed: int) -> list[train.Sample]:
    """The problem in the middle of other words than those that training wraps it in, with red herrings."""
    chance = random.Random(seed)
    found = []
    for sample in samples:
        tongue = language(sample.folded)
        lines = chance.sample(OTHER_FILLER[tongue], chance.randint(3, 7)) + chance.sample(PASSING[tongue], chance.randint(0, 2))
        chance.shuffle(lines)
        lines.insert(chance.randint(1, len(lines)), sample.folded)
        found.append(train.Sample(sample.reason, folder.plain(chance.choice([". ", "\n", ", ", "! "]).join(lines))))
        _TONGUE[found[-1].folded] = tongue
    return found


def shaken(catalog: Catalog, seed: int) -> list[tuple[frozenset[str], str]]:
    """Messages of the catalog with letters replaced, words dropped or joined, ends cut, or a word put in."""
    chance = random.Random(seed)
    owners: dict[str, set[str]] = defaultdict(set)
    for reason in catalog.reasons.values():
        for message in reason.messages:
            if message.exact and len(message.text) > 12:
                owners[message.text].add(reason.id)
    found = []
    for text, reasons in sorted(owners.items()):
        for change in ("replace", "words", "cut", "join", "letters"):
            found.append((frozenset(reasons), _shaken(text, change, chance)))
    return found


def _shaken(text: str, change: str, chance: random.Random) -> str:
    han = any("\u4e00" <= c <= "\u9fff" for c in text)
    if change == "replace":
        letters = list(text)
        for _ in range(max(1, len(letters) // 12)):
            letters[chance.randrange(len(letters))] = chance.choice("aeiostn" if not han else "的是在了不有")
        return "".join(letters)
    if change == "letters":
        letters = list(text)
        for _ in range(max(1, len(letters) // 9)):
            at = chance.randrange(len(letters))
            letters[at] = chance.choice(("", letters[at] * 2))
        return "".join(letters)
    if change == "cut":
        size = len(text) * 7 // 10
        start = chance.choice((0, len(text) - size))
        return text[start : start + size]
    if han:
        at = chance.randrange(1, len(text) - 2)
        return text[:at] + text[at + 2 :] if change == "words" else text[:at] + chance.choice(("这个", "订单", "请")) + text[at:]
    words = text.split(" ")
    if len(words) < 3:
        return text
    at = chance.randrange(1, len(words) - 1)
    if change == "words":
        return " ".join(words[:at] + words[at + 1 :])
    return " ".join(words[:at]) + " ".join(words[at:])


def learned_on(known: list[train.Sample], learn: list[train.Sample], near: list[train.Sample], held: list[train.Sample],
               folder: Folder) -> LearnedWording:  # fmt: skip
    """A model, kept between runs as long as the code and the samples are the same."""
    stamp = hashlib.sha256()
    for path in [ROOT / "packaging" / "train.py", *sorted((ROOT / "app/orderdoctor/diagnosis").glob("*.py"))]:
        if path.name in ("train.py", "features.py", "fold.py", "concepts.py"):
            stamp.update(path.read_bytes())
    stamp.update(repr([(s.reason, s.folded) for s in [*known, *learn, *near]]).encode())
    kept = Path(gettempdir()) / f"dev-matching-{stamp.hexdigest()[:16]}.pickle"
    if kept.exists():
        packed = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file
    else:
        packed = train.learned(train.lessons(learn, near, known, folder), concepts=train.concept_words(folder, CATALOG[0]))
        kept.write_bytes(pickle.dumps(packed))
    header, rows = packed
    calibrated = train.calibration(LearnedWording(header, rows), train.judged(held, folder))
    print("   ", calibrated)
    return LearnedWording(header | vars(calibrated) | {"messages": train.met_messages([*learn, *near], CATALOG[0], folder)}, rows)


def figures(name: str, rows: Iterable[tuple[frozenset[str], Diagnosis]]) -> None:
    rows = list(rows)
    if not rows:
        return
    n = len(rows)
    first = sum(d.ranking[0].reason in r for r, d in rows) / n
    third = sum(bool(r & {x.reason for x in d.ranking[:3]}) for r, d in rows) / n
    matches = [d.ranking[0].reason in r for r, d in rows if d.verdict is Verdict.MATCH]
    unknown = sum(d.verdict is Verdict.UNKNOWN for _, d in rows) / n
    precision = sum(matches) / max(1, len(matches))
    print(f"    {name:16} top-1 {first:6.1%} top-3 {third:6.1%}  match {len(matches) / n:6.1%} right {precision:6.1%} unknown {unknown:5.1%} (n={n})")


def calibration_error(rows: Sequence[tuple[frozenset[str], Diagnosis]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for reasons, d in rows:
        bins[min(9, int(d.ranking[0].probability * 10))].append((d.ranking[0].probability, d.ranking[0].reason in reasons))
    return sum(abs(sum(p for p, _ in b) - sum(ok for _, ok in b)) for b in bins.values()) / len(rows)


def main(folds: Sequence[str]) -> None:
    """Print the figures of each fold."""
    folder = Folder(read_table((ROOT / "resources" / "folding" / "traditional.txt").read_text("utf-8")))
    raw, sources, _ = read_folder(ROOT / "resources")
    catalog, _ = build_catalog(raw, sources)
    CATALOG.append(catalog)
    near = train.near_misses(folder)
    filler = [train.Sample("", folder.plain(text)) for lines in train.fillers().values() for text in lines]
    known = train.catalog_texts(folder, catalog) + filler
    for fold in folds:
        began = time.perf_counter()
        learn, hold, judge = fold.split(":")
        print(fold)
        if hold == judge:
            both = by_author(folder, judge)
            random.Random(4).shuffle(both)
            held, judged = both[::2], both[1::2]
        else:
            held, judged = by_author(folder, hold), by_author(folder, judge)
        model = learned_on(known, by_author(folder, learn), near[::3], [*held, *near[1::3]], folder)
        doctor = Doctor(catalog, folder, (), model)
        report(doctor, catalog, folder, judged, near[2::3], known, model)
        print(f"    {time.perf_counter() - began:.0f} s")


def report(doctor: Doctor, catalog: Catalog, folder: Folder, judged: list[train.Sample], near: list[train.Sample], known: object,
           model: LearnedWording) -> None:  # fmt: skip
    pooled, inside = [], []
    judged = judged[:: max(1, len(judged) // 900)]
    pastes = long_pastes(judged, folder, 99)
    stories = [s for s in judged if len(s.folded) > (100 if language(s.folded) == "zh" else 330)]
    for tongue in ("en", "vi", "zh"):
        for kind, samples in (("own", judged), ("long", pastes), ("story", stories)):
            chosen = [s for s in samples if language(s.folded) == tongue]
            if kind == "story" and len(chosen) < 50:
                continue
            rows = [(frozenset({s.reason}), doctor.diagnose(s.folded)) for s in chosen]
            figures(f"{kind} {tongue}", rows)
            if True:
                alone = [model.read(s.folded) for s in chosen]
                right = sum(a is not None and max((p, r) for r, p in a.probability.items() if r)[1] == s.reason
                            for a, s in zip(alone, chosen, strict=True))  # fmt: skip
                print(f"    {'  model alone':16} top-1 {right / max(1, len(chosen)):6.1%}")
            if kind != "story":
                pooled += rows
                inside += rows
    shaken_rows = [(reasons, doctor.diagnose(text)) for reasons, text in shaken(catalog, 5)]
    figures("distorted", shaken_rows)
    outside = [(frozenset[str](), doctor.diagnose(s.folded)) for s in near]
    outside += [(frozenset[str](), doctor.diagnose(s.folded)) for s in long_pastes(near, folder, 98)]
    odds = sorted(1 - d.none for _, d in inside)
    threshold = odds[int(len(odds) * 0.05)]
    rejected = sum(1 - d.none < threshold for _, d in outside) / len(outside)
    called = sum(d.verdict is Verdict.MATCH for _, d in outside) / len(outside)
    matches = [d.ranking[0].reason in r for r, d in [*pooled, *outside] if d.verdict is Verdict.MATCH]
    print(f"    near: rejected@95 {rejected:.1%}, called match {called:.1%} (n={len(outside)}); all: precision {sum(matches) / len(matches):.2%}"
          f" coverage {sum(d.verdict is Verdict.MATCH for _, d in inside) / len(inside):.1%} ECE {calibration_error([*pooled, *outside]):.3f}")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:] or ["a:b:b", "b:a:a"])
