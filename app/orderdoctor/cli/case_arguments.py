"""The commands under `orderdoctor cases`."""

from __future__ import annotations

from typing import Protocol

from orderdoctor.cli.parser import Parser
from orderdoctor.i18n import Words

FORMS = ("json", "csv", "text")
STATES = ("open", "waiting", "solved", "handed-over")
WORKED = ("yes", "not-yet", "no")


class Adds(Protocol):
    """Adds a command."""

    def __call__(self, name: str, help: str) -> Parser:
        """Declare a command and return its parser."""


def case_commands(add: Adds, words: Words) -> None:
    """Declare every command under `cases`."""
    _reading(add, words)
    _beginning(add, words)
    _steps(add, words)
    _ending(add, words)
    _keeping(add, words)


def _case(parser: Parser, words: Words) -> Parser:
    parser.value("case", words.tr("The case's number"), type=int)
    return parser


def _step(parser: Parser, words: Words) -> None:
    parser.value("step", words.tr("The step's number in the checklist, or its id"))


def _reading(add: Adds, words: Words) -> None:
    listed = add("list", words.tr("List the cases, what is due next first"))
    listed.option("--state", choices=STATES, action="append", help=words.tr("Only cases in this state"))
    listed.option("--search", metavar="TEXT", default="", help=words.tr("Only cases with this text"))
    listed.option("--limit", metavar="N", type=int, default=50, help=words.tr("At most so many"))
    listed.flag("--json", words.tr("Write JSON, for programs"))
    shown = _case(add("show", words.tr("Show a case with its checklist")), words)
    shown.flag("--json", words.tr("Write JSON, for programs"))


def _beginning(add: Adds, words: Words) -> None:
    start = add("start", words.tr("Diagnose a text and keep it as a case"))
    start.value("text", words.tr("The message or your own words; - reads standard input"), nargs="*")
    start.option(
        "--system", metavar="S", help=words.tr("Where you work: dsers, ali-dropship-connector, aliexpress …")
    )
    start.option("--reason", metavar="ID", help=words.tr("Take this reason, whatever the text says"))
    start.option("--title", metavar="TEXT", default="", help=words.tr("Your own name for the case"))
    choose = _case(add("choose", words.tr("Take a reason, and one of its fixes")), words)
    choose.value("reason", words.tr("The reason's id, for instance order.out-of-stock"))
    choose.value("solution", words.tr("The fix's id; without it the first one"), nargs="?")
    answer = _case(add("answer", words.tr("Answer a question about a case")), words)
    answer.value("question", words.tr("The question's id"))
    answer.value("answer", words.tr("The answer's id, or dont-know"))
    title = _case(add("title", words.tr("Give a case your own name")), words)
    title.value("text", words.tr("The text"))


def _steps(add: Adds, words: Words) -> None:
    _step(_case(add("tick", words.tr("Tick a step as done")), words), words)
    _step(_case(add("untick", words.tr("Take the tick off a step")), words), words)
    block = _case(add("block", words.tr("Say that a step can't be done, and why")), words)
    _step(block, words)
    block.value("why", words.tr("Why it can't be done"))
    note = _case(add("note", words.tr("Write a note on a case or on one of its steps")), words)
    note.value("text", words.tr("The text"))
    note.option("--step", metavar="STEP", help=words.tr("The step's number in the checklist, or its id"))
    wait = _case(add("wait", words.tr("Let a case wait, or end its wait")), words)
    wait.value("until", words.tr("Hours, a day such as 2026-12-24, or 'over'"))
    wait.option("--step", metavar="STEP", help=words.tr("The step that it waits for"))
    _case(add("undo", words.tr("Take back the last thing that happened in a case")), words)


def _ending(add: Adds, words: Words) -> None:
    outcome = _case(add("outcome", words.tr("Say whether the fix worked")), words)
    outcome.value("worked", words.tr("yes, not-yet or no"), choices=WORKED)
    hand = _case(add("hand-over", words.tr("Hand a case over to somebody else")), words)
    hand.value("to", words.tr("Who takes it"))
    hand.option("--note", metavar="TEXT", default="", help=words.tr("What they need to know"))
    _case(add("reopen", words.tr("Open a closed case again")), words)
    delete = add("delete", words.tr("Delete cases for good, from the backups too"))
    delete.value("case", words.tr("The case's number"), nargs="*", type=int)
    delete.flag("--all", words.tr("Delete every case"))
    delete.flag("--yes", words.tr("Do it without asking"))


def _keeping(add: Adds, words: Words) -> None:
    export = add("export", words.tr("Write cases to a file"))
    export.value("file", words.tr("The file to write"))
    export.value("case", words.tr("The cases' numbers; without them all cases"), nargs="*", type=int)
    export.option(
        "--form", choices=FORMS, help=words.tr("json, csv or text; without it what the file's name says")
    )
    export.flag("--overwrite", words.tr("Replace the file if it exists"))
    export.flag("--unmasked", words.tr("Do not hide personal data in notes and in the names of cases"))
    backup = add("backup", words.tr("Make a backup now, or list the backups"))
    backup.flag("--list", words.tr("Only list the backups"))
    restore = add("restore", words.tr("Go back to a backup"))
    restore.value(
        "backup", words.tr("The backup's number in the list, or its file; without it the newest"), nargs="?"
    )
    restore.flag("--yes", words.tr("Do it without asking"))
    add("check", words.tr("Check that every saved case is whole"))
