"""`orderdoctor wizard`: questions and answers in the terminal, for people; with --jsonl for programs."""

from __future__ import annotations

from argparse import Namespace

from orderdoctor.cli.assist import run_assistant
from orderdoctor.cli.session import Session
from orderdoctor.cli.wizard_jsonl import wizard_lines


def wizard(session: Session, args: Namespace) -> int:
    """Ask, show what it comes to, and go on into the checklist as the assistant does."""
    system = session.system(args.system)
    text = " ".join(args.text).strip()
    if args.jsonl:
        return wizard_lines(session, system, text)
    return run_assistant(session, system, "orderdoctor wizard", text, asks=True)
