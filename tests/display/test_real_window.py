"""The real program on a real display: from a message on the clipboard to a solved case; two copies; a killed one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from orderdoctor.cases import Case, CaseStore
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.main import Parts
from orderdoctor.paths import user_paths

from .conftest import Program, Screen, wait_for

pytestmark = pytest.mark.display
MESSAGE = "-999 该货运跟踪号未通过物流风控审核，请更换货运跟踪号后重试。"
Start = Callable[[Path], Program]


@pytest.fixture
def home(tmp_path: Path, bundle: Path) -> Path:
    """A data folder whose profile speaks English in light colours."""
    folder = tmp_path / "home"
    profiles = Parts(user_paths(str(folder)), bundle).profiles
    profiles.change(profiles.current.id, name="Linh", language="en", theme="light")
    return folder


@pytest.fixture
def steps(doctor: Doctor, shared_parts: Parts) -> int:
    """How many steps the way out has that the window offers for the message."""
    diagnosis = doctor.diagnose(MESSAGE)
    reason = shared_parts.catalog.reasons[diagnosis.ranking[0].reason]
    return len(reason.solutions_for(diagnosis.system)[0].steps)


def kept(home: Path) -> list[Case]:
    """The cases in the store, as another program reads them."""
    paths = user_paths(str(home))
    with CaseStore.open(paths.data, backups=paths.backups) as store:
        return [store.case(summary.id) for summary in store.cases()]


def begin_to_fix(program: Program, screen: Screen) -> None:
    """Paste the message, wait for the answer, go to its button with Tab and press it."""
    screen.copy(MESSAGE)
    program.press("ctrl+v")
    wait_for("the answer", lambda: screen.surface("accent", 60, 6))
    wait_for("a picture that stands", screen.stands)
    button = wait_for("its button", lambda: screen.surface("accent", 60, 6))
    for _ in range(40):
        screen.settled_after(lambda: program.press("Tab"))
        if screen.is_ringed(button):
            break
    else:
        pytest.fail("Tab does not lead to the button")
    program.press("space")
    wait_for("the checklist", lambda: program.title != "Order Doctor")


def tick(program: Program, home: Path, number: int) -> None:
    """Tick the step that has the focus and wait until so many are saved."""
    program.press("space")
    wait_for(f"{number} saved ticks", lambda: kept(home)[0].steps_done == number)


def warns(screen: Screen) -> bool:
    """Whether a warning stands on the screen."""
    return screen.surface("warning_wash", 300, 6) is not None


def resumes(program: Program) -> bool:
    """Open the first case of the list; not at once, if the cases are still being read."""
    program.press("ctrl+2", "Return")
    return program.title not in ("Order Doctor", "Cases – Order Doctor")


def test_a_message_is_pasted_fixed_and_kept_as_solved(home: Path, screen: Screen, start: Start, steps: int) -> None:
    program = start(home)
    begin_to_fix(program, screen)
    for number in range(1, steps + 1):
        tick(program, home, number)
    program.press("space")
    wait_for("the solved case", lambda: kept(home)[0].state == "solved")
    assert program.close() == 0
    again = start(home)
    assert again.close() == 0
    (case,) = kept(home)
    assert (case.state, case.steps_done, case.text) == ("solved", steps, MESSAGE)


def test_r17_a_second_copy_says_that_nothing_will_be_saved_and_a_killed_first_leaves_no_lock(
    home: Path, screen: Screen, start: Start
) -> None:
    first = start(home)
    begin_to_fix(first, screen)
    tick(first, home, 1)
    first.press("ctrl+1")  # away from the checklist: it warns of its own steps
    wait_for("no warning", lambda: not warns(screen))
    second = start(home)
    wait_for("the warning of the second copy", lambda: warns(screen))
    first.to_front()
    wait_for("the checklist", lambda: resumes(first))
    tick(first, home, 2)
    assert second.close() == 0
    first.process.kill()
    first.process.wait()
    third = start(home)
    assert not warns(screen)
    wait_for("the checklist", lambda: resumes(third))
    tick(third, home, 3)
    assert third.close() == 0
    (case,) = kept(home)
    assert (case.state, case.steps_done) == ("open", 3)
