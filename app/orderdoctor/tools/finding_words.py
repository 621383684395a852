"""How much a finding matters and how sure its rule is, in a word or two."""

from __future__ import annotations

from collections.abc import Mapping

from orderdoctor.i18n import Marked, mark
from orderdoctor.tools.finding import Severity, Sure

SEVERITIES: Mapping[Severity, Marked] = {
    Severity.ERROR: mark("Problem"),
    Severity.WARNING: mark("Warning"),
    Severity.HINT: mark("Note"),
}

SURENESS: Mapping[Sure, Marked] = {
    Sure.OFFICIAL: mark("an official rule"),
    Sure.PUBLISHED: mark("published by an app or a guide"),
    Sure.TOOL: mark("as another program does it"),
    Sure.OPERATOR: mark("seen in daily work"),
    Sure.GUESS: mark("nobody publishes it"),
}
