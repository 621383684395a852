"""`show` and `reasons`: everything that the library holds can be read, in every language."""

from __future__ import annotations

import pytest

from orderdoctor.catalog.labels import PLACEHOLDER, plain
from orderdoctor.i18n import ENGLISH, LANGUAGES
from orderdoctor.paths import user_paths

from .helpers import SharedParts, Terminal, bundle, knowledge


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
def test_every_reason_can_be_shown_whole_in_every_language(terminal: Terminal, language: str) -> None:
    words = SharedParts(user_paths("/nowhere"), bundle()).words(
        next(x for x in LANGUAGES if x.code == language)
    )
    catalog = knowledge().catalog
    for reason in catalog.reasons.values():
        ended = terminal("show", reason.id, "--lang", language)
        assert (ended.code, ended.err) == (0, "")
        for solution in reason.solutions:
            assert words.of(solution.title) in ended.out
            for step in solution.steps:
                assert plain(words.of(step.do), catalog.labels, words) in ended.out
                assert plain(words.of(step.warning), catalog.labels, words) in ended.out
        assert not PLACEHOLDER.search(ended.out), "a label was left unresolved"


def test_the_steps_are_numbered_under_the_place_they_are_done_at(terminal: Terminal) -> None:
    catalog = knowledge().catalog
    reason = catalog.reasons["order.tax-id"]
    solution = reason.solutions_for("dsers")[0]
    lines = [line.strip() for line in terminal("show", reason.id, "--system", "dsers").out.splitlines()]
    at = next(i for i, line in enumerate(lines) if solution.title.english in line)
    numbers = [line.split(".")[0] for line in lines[at:] if line[:1].isdigit()][: len(solution.steps)]
    assert numbers == [str(n + 1) for n in range(len(solution.steps))]
    assert lines[at + 1] == catalog.places[solution.steps[0].place].name.english


def test_disagreeing_sources_stand_side_by_side(terminal: Terminal) -> None:
    catalog = knowledge().catalog
    words = knowledge().words(ENGLISH)
    disputed = [reason for reason in catalog.reasons.values() if reason.disagreements]
    assert disputed
    for reason in disputed:
        out = terminal("show", reason.id).out
        for disagreement in reason.disagreements:
            assert plain(disagreement.question.english, catalog.labels, words) in out
            assert all(catalog.sources[claim.source].name.english in out for claim in disagreement.claims)


def test_a_warning_stands_behind_the_word_for_what_it_warns_of(terminal: Terminal) -> None:
    out = terminal("show", "order.result-unknown").out
    assert "! Could buy twice: An order can exist although the reply was lost." in out


@pytest.mark.parametrize("given", ["out-of-stock.", "order.out-of-stok", "nix"])
def test_an_unknown_reason_ends_with_1_and_says_what_is_close(terminal: Terminal, given: str) -> None:
    ended = terminal("show", given)
    assert (ended.code, ended.out) == (1, "")
    assert ("order.out-of-stock" in ended.err) == (given != "nix")


def test_the_last_part_of_an_id_is_enough_where_only_one_reason_has_it(terminal: Terminal) -> None:
    assert terminal("show", "tax-id", "--json").json["id"] == "order.tax-id"
    assert terminal("show", "system-error").code == 1


def test_the_json_of_a_reason_is_in_one_language_and_for_one_system(terminal: Terminal) -> None:
    facts = terminal("show", "order.sku-changed", "--system", "dsers", "--json").json
    assert facts["language"] == "en"
    assert all("dsers" in solution["systems"] for solution in facts["solutions"])


def test_the_list_names_every_reason_under_its_stage(terminal: Terminal) -> None:
    out = terminal("reasons").out
    assert out.startswith("Your AliExpress account\n")
    for reason in knowledge().catalog.reasons.values():
        assert f"  {reason.id} {reason.title.english}\n" in out


def test_the_json_of_all_reasons_is_the_contract(terminal: Terminal) -> None:
    catalog = knowledge().catalog
    facts = terminal("reasons", "--json").json
    assert [reason["id"] for reason in facts["reasons"]] == list(catalog.reasons)
    words = knowledge().words(ENGLISH)
    for reason in facts["reasons"]:
        known = catalog.reasons[reason["id"]]
        assert reason["stage"] == known.stage
        assert reason["systems"] == list(known.systems)
        assert reason["codes"] == [code.code for code in known.codes]
        assert {citation.source for citation in known.citations} <= {
            source["id"] for source in reason["sources"]
        }
        assert all(set(source) >= {"id", "date"} for source in reason["sources"])
        assert set(reason["texts"]) == {"en", "vi", "zh"}
        for texts in reason["texts"].values():
            assert all(texts[part] for part in ("title", "problem", "cause", "steps"))
        steps = reason["texts"]["en"]["steps"]
        assert steps[0] == plain(known.solutions[0].steps[0].do.english, catalog.labels, words)
        assert len(steps) == len(set(steps))
