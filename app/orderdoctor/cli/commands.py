"""Which function answers which command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping

from orderdoctor.cli import case_keeping, cases, catalog
from orderdoctor.cli.assist import assist
from orderdoctor.cli.diagnose import diagnose
from orderdoctor.cli.endings import BadUsage
from orderdoctor.cli.self_test import self_test
from orderdoctor.cli.session import Session
from orderdoctor.cli.show import reasons, show
from orderdoctor.cli.tool_commands import TOOLS
from orderdoctor.cli.way import way
from orderdoctor.cli.wizard import wizard

Command = Callable[[Session, Namespace], int]

COMMANDS: Mapping[str, Command] = {
    "assist": assist,
    "wizard": wizard,
    "diagnose": diagnose,
    "show": show,
    "reasons": reasons,
    "way": way,
}

CASES: Mapping[str, Command] = {
    "list": cases.list_cases,
    "show": cases.show_one,
    "start": cases.start,
    "choose": cases.choose,
    "title": cases.title,
    "answer": cases.answer,
    "tick": cases.tick,
    "untick": cases.untick,
    "block": cases.block,
    "note": cases.note,
    "wait": cases.wait,
    "undo": cases.undo,
    "outcome": cases.outcome,
    "hand-over": cases.hand_over,
    "reopen": cases.reopen,
    "export": case_keeping.export,
    "backup": case_keeping.backup,
    "restore": case_keeping.restore,
    "check": case_keeping.check,
    "delete": case_keeping.delete,
}

CATALOG: Mapping[str, Command] = {"lint": catalog.lint, "coverage": catalog.show_coverage}

GROUPS: Mapping[str, Mapping[str, Command]] = {"cases": CASES, "catalog": CATALOG, "tool": TOOLS}


def run_command(session: Session, args: Namespace, window_paints: Callable[[], bool]) -> int:
    """Run the command that was given; what the program ends with. Raises CommandFault, WorldFault."""
    if args.command == "self-test":
        return self_test(session, args, window_paints)
    if args.command not in GROUPS:
        return COMMANDS[args.command](session, args)
    group = GROUPS[args.command]
    if args.part is None:
        text = session.words.tr("A command is missing after “{name}”: {names}.")
        raise BadUsage(text.format(name=args.command, names=", ".join(group)))
    return group[args.part](session, args)
