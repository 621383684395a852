"""The checklist of fixes that are done in one go: each step once, in order, by place, the shared test last."""

from __future__ import annotations

import pytest

from orderdoctor.catalog.model import Catalog, Solution
from orderdoctor.diagnosis.agenda import LOOK, agenda, is_essential
from orderdoctor.diagnosis.remedies import by_the_way

POSTCODE = ("order.postcode-format", "correct-in-dsers")
TAX_ID = ("order.tax-id", "correct-in-dsers")
PHONE = ("order.phone-format", "digits-only-dsers")


@pytest.fixture
def fix(catalog: Catalog):
    """A fix of the catalog with its reason's id."""

    def named(reason: str, solution: str) -> tuple[str, Solution]:
        return reason, next(way for way in catalog.reasons[reason].solutions if way.id == solution)

    return named


def test_one_fix_is_its_steps_in_order_under_the_keys_of_cases(catalog: Catalog) -> None:
    for reason in catalog.reasons.values():
        for solution in reason.solutions:
            listed = agenda([(reason.id, solution)], catalog.places)
            assert [item.step for item in listed.items] == list(solution.steps)
            assert list(listed.keys) == [solution.key(step) for step in solution.steps]


def test_the_minutes_of_the_groups_are_those_of_the_fix(catalog: Catalog) -> None:
    for reason in catalog.reasons.values():
        for solution in reason.solutions:
            listed = agenda([(reason.id, solution)], catalog.places)
            assert listed.minutes == pytest.approx(catalog.minutes(solution))


@pytest.mark.parametrize("others", [(TAX_ID,), (PHONE,), (TAX_ID, PHONE)])
def test_fixes_done_in_one_go_stand_in_one_list_each_step_once_the_test_last(catalog: Catalog, fix, others) -> None:
    fixes = [fix(*POSTCODE), *(fix(*other) for other in others)]
    listed = agenda(fixes, catalog.places)
    steps = [item.step for item in listed.items]
    assert len(set(listed.keys)) == len(set(steps)) == len(steps)
    assert steps[-1] == fixes[0][1].steps[-1]
    for _, solution in fixes:
        assert [step for step in steps if step in solution.steps] == list(solution.steps), "in the order of each fix"
    apart = catalog.minutes(fixes[0][1]) + by_the_way([fixes[0][1]], fixes[1][1])
    assert len(others) > 1 or listed.minutes == pytest.approx(apart)


def test_steps_of_another_reason_bear_its_name_because_two_reasons_may_use_one_key(catalog: Catalog, fix) -> None:
    listed = agenda([fix(*POSTCODE), fix(*TAX_ID)], catalog.places)
    assert "order.tax-id/correct-in-dsers/enter-id" in listed.keys
    assert "correct-in-dsers/correct-postcode" in listed.keys


def test_the_same_fix_of_two_reasons_is_one_list(catalog: Catalog) -> None:
    pairs = [
        (reason.id, solution)
        for reason in catalog.reasons.values()
        for solution in reason.solutions
        if solution.id == "other-carrier-seller"
    ]
    same = [pair for pair in pairs if pair[1].steps == pairs[0][1].steps]
    assert len(same) > 1
    assert agenda(same, catalog.places) == agenda(same[:1], catalog.places)


def test_what_comes_after_a_look_waits_for_it(catalog: Catalog, fix) -> None:
    listed = agenda([fix("order.result-unknown", "order-again-dsers")], catalog.places)
    look = next(item for item in listed.items if item.step.warns == LOOK)
    assert listed.look_before(listed.keys[-1]) == look
    assert listed.look_before(look.key) is None


def test_a_fix_does_not_stand_or_fall_with_a_wait_or_a_look(fix) -> None:
    _, solution = fix("order.result-unknown", "order-again-dsers")
    assert [step.id for step in solution.steps if is_essential(step)] == ["reorder-dsers"]
