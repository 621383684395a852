"""What repairing costs, against the examples and the theorems of the literature."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdoctor.diagnosis.repair import Action, best_order, by_efficiency, expected_cost, without

NEVER = 1e6
"""A price of handing over that nobody pays."""

CAUSES = {"1": 0.20, "2": 0.25, "3": 0.40, "4": 0.15}
A1 = Action("A1", {"1": 1.0, "2": 1.0}, 1.0)
A2 = Action("A2", {"2": 1.0, "3": 1.0}, 1.0)
A3 = Action("A3", {"3": 1.0, "4": 1.0}, 1.0)


def test_the_example_in_which_the_greedy_order_costs_150_and_the_best_one_145() -> None:
    greedy = by_efficiency([A1, A2, A3], CAUSES, NEVER)
    best = best_order([A1, A2, A3], CAUSES, NEVER)
    assert [action.key for action in greedy] == ["A2", "A1", "A3"]
    assert expected_cost(greedy, CAUSES, 0.0) == pytest.approx(1.50)
    assert [action.key for action in best] == ["A3", "A1"]
    assert expected_cost(best, CAUSES, 0.0) == pytest.approx(1.45)


def test_expected_cost_counts_an_action_as_often_as_nothing_before_it_worked() -> None:
    sure, weak = Action("sure", {"a": 1.0}, 10.0), Action("weak", {"b": 0.5}, 4.0)
    belief = {"a": 0.6, "b": 0.4}
    # 10 always, 4 in the 0.4 that are left, and handing over in the 0.2 that are left then
    assert expected_cost([sure, weak], belief, 100.0) == pytest.approx(10 + 0.4 * 4 + 0.2 * 100)


probabilities = st.floats(0.05, 1.0)
costs = st.floats(0.5, 30.0)


@given(st.lists(st.tuples(probabilities, probabilities, costs), min_size=2, max_size=5))
def test_for_one_fault_and_independent_actions_the_order_by_efficiency_is_the_best(
    drawn: list[tuple[float, float, float]],
) -> None:
    """Heckerman, Breese and Rommelse (1995), theorem: sort by probability over cost."""
    total = sum(weight for weight, _, _ in drawn)
    belief = {str(i): weight / total for i, (weight, _, _) in enumerate(drawn)}
    actions = [Action(str(i), {str(i): works}, cost) for i, (_, works, cost) in enumerate(drawn)]
    order = by_efficiency(actions, belief, NEVER)
    best = min(expected_cost(each, belief, NEVER) for each in permutations(actions))
    assert expected_cost(order, belief, NEVER) == pytest.approx(best)


def orders(actions: Sequence[Action]) -> list[tuple[Action, ...]]:
    return [order for size in range(len(actions) + 1) for order in permutations(actions, size)]


@given(
    st.lists(probabilities, min_size=3, max_size=4),
    st.lists(st.tuples(st.sets(st.integers(0, 3), min_size=1, max_size=3), probabilities, costs), min_size=2, max_size=5),
    st.floats(5.0, 200.0),
)
def test_the_best_order_is_the_best_of_all_orders_and_stops_where_handing_over_is_cheaper(
    weights: list[float], drawn: list[tuple[set[int], float, float]], hand_over: float
) -> None:
    belief = {str(i): weight / sum(weights) for i, weight in enumerate(weights)}
    actions = [
        Action(str(n), {str(i): works for i in cured}, cost) for n, (cured, works, cost) in enumerate(drawn)
    ]
    order = best_order(by_efficiency(actions, belief, NEVER), belief, hand_over)
    greedy = by_efficiency(actions, belief, hand_over)
    best = min(expected_cost(each, belief, hand_over) for each in orders(greedy))
    assert expected_cost(best_order(greedy, belief, hand_over), belief, hand_over) == pytest.approx(best)
    assert expected_cost(order, belief, hand_over) <= expected_cost(greedy, belief, hand_over) + 1e-9


def test_an_action_less_efficient_than_handing_over_is_not_tried() -> None:
    belief = {"a": 0.9, "b": 0.1}
    worth, not_worth = Action("worth", {"a": 0.9}, 10.0), Action("not", {"b": 0.5}, 40.0)
    assert [action.key for action in best_order([worth, not_worth], belief, 60.0)] == ["worth"]


def test_a_failed_action_leaves_its_reason_less_and_the_others_as_they_were() -> None:
    assert without({"a": 0.5, "b": 0.5}, Action("x", {"a": 0.8}, 1.0)) == pytest.approx({"a": 0.1, "b": 0.5})
