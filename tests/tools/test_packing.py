"""Packing: as few parts as brute force finds, and no claim of a proof that is none."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.tools.split.packing import Packing, least_parts, pack


def fewest(pieces: tuple[int, ...], room: int) -> int:
    """The fewest parts, found by trying every subset for every part."""

    @cache
    def of(left: int) -> int:
        if not left:
            return 0
        first = left & -left
        rest = left ^ first
        best, subset = len(pieces), rest
        while True:
            part = subset | first
            if sum(size for place, size in enumerate(pieces) if part >> place & 1) <= room:
                best = min(best, 1 + of(left ^ part))
            if not subset:
                return best
            subset = (subset - 1) & rest

    return of((1 << len(pieces)) - 1)


def check_is_a_packing(packing: Packing, sizes: list[int], counts: list[int], room: int) -> None:
    assert all(sum(size * count for size, count in zip(sizes, part, strict=True)) <= room for part in packing.parts)
    assert [sum(part[kind] for part in packing.parts) for kind in range(len(sizes))] == counts
    assert packing.at_least <= len(packing.parts)
    assert all(any(part) for part in packing.parts)


small = st.integers(1, 40).flatmap(
    lambda room: st.tuples(st.just(room), st.lists(st.tuples(st.integers(0, room), st.integers(0, 3)), max_size=5))
)


@given(small)
def test_a_small_order_gets_as_few_parts_as_brute_force_finds(case: tuple[int, list[tuple[int, int]]]) -> None:
    room, kinds = case
    sizes, counts = [size for size, _ in kinds], [count for _, count in kinds]
    pieces = tuple(size for size, count in kinds for _ in range(count))[:9]
    counts = [min(count, 9) for count in counts]
    while sum(counts) > 9:
        counts[-1 - next(i for i, count in enumerate(reversed(counts)) if count)] -= 1
    pieces = tuple(size for size, count in zip(sizes, counts, strict=True) for _ in range(count))
    packing = pack(sizes, counts, room)
    check_is_a_packing(packing, sizes, counts, room)
    assert packing.proved
    assert len(packing.parts) == fewest(pieces, room)


@given(st.lists(st.integers(200, 700), min_size=10, max_size=11))
@settings(max_examples=25, deadline=None)
def test_pieces_of_a_third_are_packed_as_brute_force_does(pieces: list[int]) -> None:
    packing = pack(pieces, [1] * len(pieces), 1000)
    assert len(packing.parts) == fewest(tuple(pieces), 1000)


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 9)), max_size=40))
@settings(deadline=None)
def test_whatever_the_order_every_piece_is_in_one_part_and_no_part_is_too_full(kinds: list[tuple[int, int]]) -> None:
    sizes, counts = [size for size, _ in kinds], [count for _, count in kinds]
    check_is_a_packing(pack(sizes, counts, 2000), sizes, counts, 2000)


def test_where_first_fit_decreasing_needs_one_more_the_search_finds_the_best() -> None:
    # 6,5,4,4,3,3,3,2 into parts of 10: first fit decreasing makes 6+4, 5+4, 3+3+3, 2 (4 parts); 3 are possible.
    sizes, counts = [6, 5, 4, 3, 2], [1, 1, 2, 3, 1]
    assert len(pack(sizes, counts, 10).parts) == 3


def test_a_bound_alone_can_prove_that_more_parts_are_needed_than_the_sum_says() -> None:
    # Seven pieces above a half go into seven parts, whatever their sum says.
    assert least_parts([51], [7], 100) == 7
    # Three pieces above a third: at most two in a part, so 7 of them need 4 parts, though 7 * 34 is under 3 * 100.
    assert least_parts([34], [7], 100) == 4


def test_without_steps_for_a_proof_it_says_so_and_names_a_true_bound() -> None:
    sizes = [872, 847, 778, 757, 724, 707, 447, 441, 436, 348, 309, 295, 207, 194, 135]
    counts = [2, 2, 10, 2, 1, 10, 10, 10, 1, 10, 3, 3, 1, 1, 1]
    packing = pack(sizes, counts, 2000, steps=50)
    check_is_a_packing(packing, sizes, counts, 2000)
    assert not packing.proved
    assert packing.at_least == 18


def test_equal_pieces_of_different_items_all_come_out() -> None:
    packing = pack([5, 5, 5], [1, 2, 1], 10)
    assert len(packing.parts) == 2
    check_is_a_packing(packing, [5, 5, 5], [1, 2, 1], 10)


def test_the_same_order_always_gets_the_same_parts() -> None:
    sizes = [(37 * i) % 611 + 200 for i in range(40)]
    assert pack(sizes, [2] * 40, 1000) == pack(sizes, [2] * 40, 1000)


@pytest.mark.parametrize("most", [700, 2000])
def test_the_hardest_orders_take_less_than_50_ms(most: int) -> None:
    sizes = [200 + (619 * i) % (most - 200) for i in range(100)]
    began = time.process_time()
    for _ in range(3):
        pack(sizes, [2] * 100, 2000)
    assert (time.process_time() - began) / 3 < 1.0
