"""The commands under `orderdoctor tool`: each offline check declares its own arguments, in `tool_<name>.py`.

These modules are imported at every start: what a check needs is imported in its `run`.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping

from orderdoctor.cli import tool_customer, tool_dates, tool_reader, tool_split, tool_status, tool_tracking
from orderdoctor.cli.case_arguments import Adds
from orderdoctor.cli.session import Session
from orderdoctor.i18n import Words

TOOLS: Mapping[str, Callable[[Session, Namespace], int]] = {
    "customer": tool_customer.run,
    "dates": tool_dates.run,
    "reader": tool_reader.run,
    "split": tool_split.run,
    "status": tool_status.run,
    "tracking": tool_tracking.run,
}


def tool_commands(add: Adds, words: Words) -> None:
    """Declare every offline check."""
    tool_customer.declare(add("customer", words.tr("Check a customer's name, address, phone number and tax ID")), words)
    tool_dates.declare(
        add("dates", words.tr("Work out by when something happens: a refund, a link, a deadline")), words
    )
    tool_split.declare(add("split", words.tr("Split an order into as few parts as a limit allows")), words)
    tool_status.declare(add("status", words.tr("Say what an order's status means and who can do what in it")), words)
    tool_tracking.declare(add("tracking", words.tr("Check tracking numbers: whose, well formed, check digit")), words)
    tool_reader.declare(
        add("reader", words.tr("Take an API reply, a log or a table of failed orders apart and explain it")), words
    )
