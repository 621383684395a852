"""Cases in files for others: JSON, CSV for spreadsheets, plain text. A file is there whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from orderdoctor.cases.case import Case
from orderdoctor.cases.errors import TargetExists, fault_of_os_error
from orderdoctor.cases.events import without_surrogates
from orderdoctor.cases.files import replacing

Form = Literal["json", "csv", "text"]
Mask = Callable[[str], str]

FORMAT: Final = 1
COLUMNS: Final = (
    "number", "id", "state", "title", "opened_at", "changed_at", "waiting_until", "language", "system",
    "codes", "verdict", "reason", "probability", "solution", "steps_done", "steps_total", "outcome", "tried",
    "handed_to", "answers", "text", "steps", "notes",
)  # fmt: skip
"""What each case has in an export, in this order; `labels` may give each a name for people."""

# Where a spreadsheet would take a cell for a formula (OWASP, CSV injection), also behind what another program
# may take for the cell's end. A number is no formula: AliExpress's -999 stays -999.
_FORMULA: Final = re.compile(
    r"""^ (?: (?=[\t\r\n]) | \s*(?=[=+\-@＝＋－＠﹦﹢﹣﹫]) ) (?! [+-]?\d+(?:[.,]\d+)? \s*\Z )
      | [;\t\r\n] \s* (?=[=+\-@＝＋－＠﹦﹢﹣﹫]) (?! [+-]?\d+(?:[.,]\d+)? \s*(?:\Z|[;\t\r\n]) )""",
    re.VERBOSE,
)


def export_cases(
    cases: Iterable[Case],
    target: Path,
    form: Form,
    *,
    overwrite: bool = False,
    language: str = "en",
    labels: Mapping[str, str] | None = None,
    mask: Mask | None = None,
) -> int:
    """Write cases to a file and return how many.

    language    BCP 47 tag of the labels; it stands in the file's header
    labels      names of COLUMNS for people; without one a column's id is its name (JSON always has the ids)
    mask        what hides personal data in everything that the user typed or pasted
    Raises TargetExists and SaveFailed; then the target is as it was.
    """
    if target.exists() and not overwrite:
        raise TargetExists(target)
    facts = [_facts(case, mask or str) for case in cases]
    captions = {column: (labels or {}).get(column, column) for column in COLUMNS}
    content = without_surrogates(_FORMS[form](facts, captions, language))
    try:
        with replacing(target) as part:
            part.write_bytes(content.encode("utf-8-sig" if form == "csv" else "utf-8"))
    except OSError as error:
        raise fault_of_os_error(error, target) from error
    return len(facts)


def _facts(case: Case, mask: Mask) -> dict[str, Any]:
    """Return what is told of a case, by column."""
    texts = dict(case.shown)
    keys = [*texts, *(key for key in case.steps if key not in texts)]
    return {
        "number": case.number,
        "id": case.id,
        "state": case.state,
        "title": mask(case.own_title) or case.reason_title,
        "opened_at": _iso(case.opened_at),
        "changed_at": _iso(case.changed_at),
        "waiting_until": _iso(case.waiting_until),
        "language": case.language,
        "system": case.system,
        "codes": list(case.codes),
        "verdict": case.verdict,
        "reason": case.reason,
        "probability": case.probability,
        "solution": case.solution,
        "steps_done": case.steps_done,
        "steps_total": case.steps_total,
        "outcome": case.outcome,
        "tried": [attempt._asdict() for attempt in case.tried],
        "handed_to": mask(case.handed_to) if case.handed_to else None,
        "answers": [{"question": question, "answer": answer} for question, answer in case.answers.items()],
        "text": mask(case.text),
        "steps": [_step_facts(case, key, texts.get(key, ""), mask) for key in keys],
        "notes": [{"at": _iso(note.at), "text": mask(note.text)} for note in case.notes],
    }


def _step_facts(case: Case, key: str, text: str, mask: Mask) -> dict[str, Any]:
    state = case.step(key)
    return {
        "key": key,
        "text": text,
        "done": state.done,
        "done_at": _iso(state.done_at),
        "blocked": mask(state.blocked) if state.blocked else state.blocked,
        "note": mask(state.note),
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def _json(facts: Sequence[dict[str, Any]], _captions: Mapping[str, str], language: str) -> str:
    document = {"format": FORMAT, "language": language, "cases": facts}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _csv(facts: Sequence[dict[str, Any]], captions: Mapping[str, str], language: str) -> str:
    """Return a table with one row a case; the header's last cell is the language tag of its captions."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*(_cell(captions[column]) for column in COLUMNS), f"lang:{language}"])
    for case in facts:
        writer.writerow([*(_cell(_plain(case[column])) for column in COLUMNS), ""])
    return table.getvalue()


def _text(facts: Sequence[dict[str, Any]], captions: Mapping[str, str], language: str) -> str:
    """Return one paragraph a case, one line or more a column; what is empty is left out."""
    blocks = [f"lang:{language}"]
    for case in facts:
        filled = [(captions[column], _plain(case[column])) for column in COLUMNS]
        blocks.append("\n".join(f"{caption}: {_indented(value)}" for caption, value in filled if value))
    return "\n\n".join(blocks) + "\n"


def _indented(value: str) -> str:
    lines = value.splitlines()
    return value if len(lines) <= 1 else "\n    " + "\n    ".join(lines)


def _plain(value: Any) -> str:  # noqa: ANN401 - what `_facts` has
    """Return a value of `_facts` in words and signs that need no translation."""
    if value is None:
        return ""
    if isinstance(value, dict):
        parts = [_tick(value), *(_plain(part) for name, part in value.items() if name != "done")]
        return " · ".join(part for part in parts if part)
    if isinstance(value, list):
        structured = any(isinstance(part, dict) for part in value)
        return ("\n" if structured else " ").join(map(_plain, value))
    return str(value)


def _tick(facts: Mapping[str, Any]) -> str:
    return {True: "[x]", False: "[ ]"}.get(facts.get("done", ""), "")


def _cell(text: str) -> str:
    """Return the text fit for a cell: no NUL, no formula."""
    return _FORMULA.sub(r"\g<0>'", text.replace("\0", ""))


_FORMS: Final = {"json": _json, "csv": _csv, "text": _text}
