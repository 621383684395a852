"""`orderdoctor catalog`: is the content right, and does it answer every row of the source documents?"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from orderdoctor.catalog.coverage import Answered, coverage
from orderdoctor.catalog.lint import lint_folder
from orderdoctor.catalog.model import Catalog
from orderdoctor.catalog.problems import Fault, Problem
from orderdoctor.catalog.reading import build_catalog, read_folder
from orderdoctor.cli.endings import BadUsage
from orderdoctor.cli.output import json_page
from orderdoctor.cli.session import Session
from orderdoctor.i18n import Marked, Words, mark

CHECKOUT = Path("resources")
"""The content's folder in a checkout, seen from its root."""

FAULTS: dict[Fault, Marked] = {
    Fault.NOT_TOML: mark("is not TOML"),
    Fault.MISSING: mark("is missing"),
    Fault.EMPTY: mark("is empty"),
    Fault.WRONG_TYPE: mark("has the wrong type"),
    Fault.NOT_ALLOWED: mark("has a value that is not allowed"),
    Fault.UNKNOWN_KEY: mark("is a key that nobody reads"),
    Fault.UNKNOWN_ID: mark("names something that does not exist"),
    Fault.DUPLICATE: mark("exists twice"),
    Fault.WRONG_PLACE: mark("stands in the wrong place"),
    Fault.OUT_OF_RANGE: mark("is out of range"),
    Fault.TOO_LONG: mark("is too long"),
    Fault.LONG_SENTENCE: mark("has a sentence that is too long"),
    Fault.FORBIDDEN_WORD: mark("uses a word that we do not use"),
    Fault.MARKUP: mark("holds markup or hidden characters"),
    Fault.NO_SOLUTION: mark("has no fix for a system"),
    Fault.NO_SOURCE: mark("names no source"),
    Fault.CIRCLE: mark("goes round in a circle"),
    Fault.UNANSWERED_ROW: mark("is a row that no reason answers"),
    Fault.NOT_TOLD_APART: mark("are two reasons that no question tells apart"),
}


def lint(session: Session, args: Namespace) -> int:
    """Check a content folder and name file, key and line of each fault. Ends with 1 if there is one."""
    folder = _folder(session, args.folder)
    if folder is None:
        raise BadUsage(
            session.words.tr("Name the content's folder: what is built in was checked when it was built.")
        )
    _, problems = lint_folder(folder)
    if args.json:
        session.console.write(json_page([_problem_facts(problem) for problem in problems]))
        return 1 if problems else 0
    for problem in problems:
        session.console.write(problem_line(problem, session.words))
    if problems:
        told = session.words.trn("{n} fault found.", "{n} faults found.", len(problems))
        session.console.tell(told.format(n=len(problems)))
        return 1
    session.console.write(session.words.tr("No fault found in {folder}.").format(folder=folder))
    return 0


def problem_line(problem: Problem, words: Words) -> str:
    """A fault in one line: file:line: key, what is wrong, the facts."""
    where = f"{problem.file}:{problem.line}" if problem.line else problem.file
    facts = ", ".join(f"{name} {value}" for name, value in problem.facts.items())
    if problem.key and facts:
        line = words.tr("{where}: {key} {fault} ({facts})")
    elif problem.key:
        line = words.tr("{where}: {key} {fault}")
    else:
        line = words.tr("{where}: {facts} {fault}")
    return line.format(where=where, key=problem.key, fault=words.marked(FAULTS[problem.fault]), facts=facts)


def _problem_facts(problem: Problem) -> dict[str, object]:
    facts = {name: str(value) for name, value in problem.facts.items()}
    return {
        "file": problem.file,
        "key": problem.key,
        "line": problem.line,
        "fault": problem.fault.value,
        "facts": facts,
    }


def show_coverage(session: Session, args: Namespace) -> int:
    """Show what answers each row of the documents. Ends with 1 if a row is left over."""
    rows = coverage(_catalog(session, args.folder))
    left = [answered for answered in rows if answered.left_over]
    if args.json:
        session.console.write(json_page([_row_facts(answered) for answered in rows]))
        return 1 if left else 0
    for answered in rows:
        session.console.write(_row_line(answered, session.words))
    told = session.words.tr(
        "{answered} of {all} rows are answered, {background} are background, {left} are left over."
    )
    background = sum(answered.row.background and not answered.by for answered in rows)
    session.console.write()
    session.page.text(
        told.format(
            answered=sum(bool(a.by) for a in rows), all=len(rows), background=background, left=len(left)
        )
    )
    return 1 if left else 0


def _row_line(answered: Answered, words: Words) -> str:
    if answered.by:
        by = ", ".join(answered.by)
    else:
        by = words.tr("left over") if answered.left_over else words.tr("background")
    return words.tr("{row}  {gist}  → {by}").format(row=answered.row.id, gist=answered.row.gist, by=by)


def _row_facts(answered: Answered) -> dict[str, object]:
    return {
        "document": answered.document,
        "row": answered.row.id,
        "gist": answered.row.gist,
        "background": answered.row.background,
        "by": list(answered.by),
    }


def _folder(session: Session, given: str | None) -> Path | None:
    """The folder that was named, or the checkout's; None means the built-in content. Raises `BadUsage`."""
    folder = Path(given) if given else CHECKOUT
    if (folder / "sources.toml").is_file():
        return folder
    if given:
        raise BadUsage(session.words.tr("There is no content in {folder}.").format(folder=folder))
    return None


def _catalog(session: Session, given: str | None) -> Catalog:
    folder = _folder(session, given) if given else None
    if folder is None:
        return session.catalog
    raw, texts, unparsed = read_folder(folder)
    catalog, problems = build_catalog(raw, texts)
    if unparsed or problems:
        raise BadUsage(problem_line([*unparsed, *problems][0], session.words))
    return catalog
