"""Measures the cases with a long history (point R27: 100,000 cases; start under 2 s, search under 200 ms).

    python benchmarks/cases.py [NUMBER OF CASES] [FOLDER]

The history is generated (seeded): texts of 60 to 400 characters in three languages, seven or eight events a
case. With a folder, it is kept there and used again.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orderdoctor.cases import (
    CaseStore,
    Event,
    Noted,
    Opened,
    Outcome,
    ReasonChosen,
    StepDone,
    WaitingUntil,
)
from orderdoctor.cases.database import Database, connect
from orderdoctor.cases.opening import DATABASE, MARKER
from orderdoctor.cases.search import default_fold

ROUNDS = 7
START = datetime(2026, 1, 1, tzinfo=UTC)
SENTENCES = (
    "Đơn hàng của khách bị từ chối vì mã vận đơn không hợp lệ, đã thử lại hai lần.",
    "The supplier says the variant is out of stock and the order was closed.",
    "该货运跟踪号未通过物流风控审核,请更换货运跟踪号后重试。",
    '{"error_response":{"code":-999,"msg":"B_DROPSHIPPER_DELIVERY_ADDRESS_VALIDATE_FAIL"}}',
    "Khách hàng ở Brazil chưa gửi CPF nên thanh toán tự động thất bại.",
    "订单已关闭,库存不足,请联系卖家。",
)


def generate(folder: Path, number: int) -> None:
    """Write a history of so many cases."""
    CaseStore.open(folder, backups=folder / "backups").close()
    dice = random.Random(27)
    database = Database(connect(folder / DATABASE), folder / DATABASE, default_fold)
    database.connection.execute("PRAGMA synchronous = OFF")
    database.connection.execute("PRAGMA journal_mode = WAL").fetchall()
    with database.transaction():
        for i in range(number):
            case_id = uuid.UUID(int=dice.getrandbits(128)).hex
            at = START + timedelta(minutes=3 * i)
            database.start(case_id, at, opening(dice, i))
            database.append(case_id, [(at, event) for event in life(dice, at)])
    database.checkpoint()
    database.close()


def opening(dice: random.Random, i: int) -> Opened:
    text = " ".join(dice.choices(SENTENCES, k=dice.randint(1, 5))) + f" #{i} {dice.getrandbits(60)}"
    alternatives = (("order.out-of-stock", 0.7), ("order.tax-id", 0.1))
    return Opened(text, dice.choice(("en", "vi", "zh")), "dsers", ("-999",), "match", alternatives, "1")


def life(dice: random.Random, at: datetime) -> list[Event]:
    steps = tuple((f"other/{i}", f"Step {i}: open the order and look at it, then go on.") for i in range(4))
    happened: list[Event] = [ReasonChosen("order.out-of-stock", 0.7, "other", "Out of stock", steps)]
    happened += [StepDone(key) for key, _text in steps]
    happened.append(Noted("wrote to the supplier, he answers tomorrow"))
    end = dice.random()
    if end < 0.6:
        happened.append(Outcome("yes", "order.out-of-stock", "other"))
    elif end < 0.8:
        happened.append(WaitingUntil(at + timedelta(days=3), None))
    return happened


def timed(action: Callable[[], object]) -> float:
    """Return the median duration in milliseconds."""
    durations = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        action()
        durations.append(1000 * (time.perf_counter() - begun))
    return sorted(durations)[ROUNDS // 2]


def once(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - begun)


def peak() -> float:
    """Return this process's peak memory in MB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(folder: Path) -> None:
    """Print the figures of a history."""
    backups = folder / "backups"

    def start() -> None:
        store = CaseStore.open(folder, backups=backups)
        store.cases()
        store.counts()
        store._end()

    print(f"file                        {(folder / DATABASE).stat().st_size / 1e6:9.1f} MB")
    print(f"start after a clean end     {timed(start):9.1f} ms  (open, first list, counts, close)")
    os.utime(folder / DATABASE)
    print(f"start after a crash         {once(start):9.1f} ms")
    (folder / MARKER).unlink()
    print(f"start that reads every row  {once(start):9.1f} ms")
    store = CaseStore.open(folder, backups=backups)
    print(f"list                        {timed(store.cases):9.1f} ms")
    print(f"list, page 100              {timed(lambda: store.cases(offset=20_000)):9.1f} ms")
    print(f"counts                      {timed(store.counts):9.1f} ms")
    for needle in ("don hang", "库", "库存不足", "#4242 ", "nowhere to be found", "%"):
        print(f"search {needle!r:20} {timed(lambda n=needle: store.cases(search=n)):9.1f} ms")
    case = store.cases()[0]
    print(f"record                      {timed(lambda: store.record(case.id, Noted('x'))):9.1f} ms")
    print(f"memory so far               {peak():9.1f} MB")
    print(f"check                       {once(store.check):9.1f} ms")
    print(f"back up                     {once(store.back_up):9.1f} ms")
    store.delete([case.id])
    print(f"purge one case, 1 backup    {once(store.purge_deleted):9.1f} ms")
    store._end()
    print(f"peak memory                 {peak():9.1f} MB")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch)
        if not (folder / DATABASE).exists():
            # In a process of its own, so that it doesn't count as memory.
            maker = multiprocessing.get_context("spawn").Process(target=generate, args=(folder, number))
            maker.start()
            maker.join()
        print(f"{number:,} cases, medians of {ROUNDS}")
        measure(folder)


if __name__ == "__main__":
    main()
