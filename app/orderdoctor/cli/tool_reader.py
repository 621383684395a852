"""`orderdoctor tool reader` (being written)."""

from __future__ import annotations

from argparse import Namespace

from orderdoctor.cli.parser import Parser
from orderdoctor.cli.session import Session
from orderdoctor.i18n import Words


def declare(parser: Parser, words: Words) -> None:
    """Declare the arguments."""


def run(session: Session, args: Namespace) -> int:
    """Run the check."""
    return 1
