"""The long texts of the help: what is stored, who can use the program and who can't yet, how to get support."""

from __future__ import annotations

from orderdoctor.i18n import Marked, mark

STORED_SHORT: Marked = mark(
    "Everything stays on this computer. Nothing is sent anywhere. "
    "Cases hold the text you pasted, what you ticked and your notes. "
    "In the stored text, phone, tax and card numbers, e-mails and page addresses are hidden. "
    "So are names and postal addresses after a label such as “Name:”. "
    "Of order and tracking numbers only the last 4 digits are stored. "
    "Names and addresses elsewhere in the text, your notes and the names of cases are stored as they are."
)
"""Stands in Settings too."""

STORED: tuple[Marked, ...] = (
    mark(
        "A case begins when you answer a question or start to fix a reason. A text that you only look up is not stored."
    ),
    mark(
        "A profile holds a name, a role, where you work, the language, the text size, the colours and the window's place."
    ),
    mark(
        "Backups are made by themselves, at most every 30 minutes. 12 daily, 10 weekly and 9 monthly ones are kept. "
        "A deleted case is taken out of the backups too."
    ),
    mark("The program opens no network connection, looks for no updates and keeps no log. It needs no account."),
)

ACCESSIBLE: tuple[Marked, ...] = (
    mark("Every action can be done with the keyboard alone. The focus is always seen."),
    mark("Texts can be twice as large. There are light, dark and high-contrast colours. Nothing flashes or moves."),
    mark("Every control has a name for screen readers, and changes are announced. Colour never says anything alone."),
)

GAPS: tuple[Marked, ...] = (
    mark("Nobody has read through the program with a screen reader yet. Tests check names, order and announcements."),
    mark("Screen readers are not told when a part of a page is in another language."),
    mark("Texts without a Copy button can be selected with the mouse only."),
    mark("Long lines in lists are cut with “…”. Screen readers read them in full."),
    mark("A note at the foot of the window disappears after 15 seconds, together with its Undo."),
    mark(
        "It has been run on Linux only. The high-contrast themes of Windows are not followed: choose the one in Settings."
    ),
    mark("It has not been tried together with people with disabilities."),
)

SUPPORT: tuple[Marked, ...] = (
    mark(
        "There is no support line in the program, and it sends nothing. You choose what to show to whoever helps you."
    ),
    mark(
        "For a fault of the program: copy the details below. They name the program, its library and the system, not you."
    ),
    mark(
        "For an order: open its case and choose “Hand over to someone else”. "
        "It makes a text with the reason and what was tried, with personal data hidden."
    ),
)
