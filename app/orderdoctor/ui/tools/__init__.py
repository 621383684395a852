"""The offline checks in the window: what they are called, and their forms, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderdoctor.i18n import Marked, mark

if TYPE_CHECKING:
    from orderdoctor.ui.desk import Desk
    from orderdoctor.ui.kit import Kit
    from orderdoctor.ui.tools.form import ToolForm


@dataclass(frozen=True, slots=True)
class Tool:
    """A check: its icon, its name, and what it is for."""

    icon: str
    name: Marked
    purpose: Marked


TOOLS: Mapping[str, Tool] = {
    "tracking": Tool(
        "truck",
        mark("Tracking numbers"),
        mark("Finds out whose number it is, whether its form and its check digit are right, and what to do next."),
    ),
    "customer": Tool(
        "user",
        mark("Customer details"),
        mark("Looks for what AliExpress, customs or the courier would refuse in a name, an address, a phone or an ID."),
    ),
    "status": Tool(
        "route",
        mark("Order status"),
        mark("Says what a status means, who can do what in it, and what comes next."),
    ),
    "dates": Tool(
        "clock",
        mark("Dates"),
        mark("Works out by when something happens or has to be done, with holidays, and makes a reminder."),
    ),
    "split": Tool(
        "split",
        mark("Order split"),
        mark("Divides the items into as few parts as a limit allows."),
    ),
    "reader": Tool(
        "file-text",
        mark("Message reader"),
        mark("Takes an API reply, a log or a table of failed orders apart, and explains its codes and messages."),
    ),
}
"""The ids are those that a step of the catalog names."""


def make_form(name: str, kit: Kit, desk: Desk, primary: bool = True) -> ToolForm:
    """The form of a check; only now is its module imported. primary: whether Check is the page's main button."""
    if name == "tracking":
        from orderdoctor.ui.tools.tracking import TrackingForm

        return TrackingForm(kit, desk, primary)
    if name == "customer":
        from orderdoctor.ui.tools.customer import CustomerForm

        return CustomerForm(kit, desk, primary)
    if name == "status":
        from orderdoctor.ui.tools.status import StatusForm

        return StatusForm(kit, desk, primary)
    if name == "dates":
        from orderdoctor.ui.tools.dates import DatesForm

        return DatesForm(kit, desk, primary)
    if name == "split":
        from orderdoctor.ui.tools.split import SplitForm

        return SplitForm(kit, desk, primary)
    from orderdoctor.ui.tools.reader import ReaderForm

    return ReaderForm(kit, desk, primary)
