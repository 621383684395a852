"""`orderdoctor cases export|backup|restore|check|delete`: the cases as files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from orderdoctor.cases.backup import Backup
from orderdoctor.cases.case import Case
from orderdoctor.cases.errors import TargetExists
from orderdoctor.cases.export import COLUMNS, Form, export_cases
from orderdoctor.cases.store import CaseStore
from orderdoctor.cli.case_arguments import FORMS
from orderdoctor.cli.case_finding import found_case, open_cases, writable_cases
from orderdoctor.cli.endings import BadUsage, CommandFault, NothingFound
from orderdoctor.cli.output import local_time
from orderdoctor.cli.session import Session
from orderdoctor.i18n import Marked, mark
from orderdoctor.masking import masked

_PAGE = 500

LABELS: dict[str, Marked] = {
    "number": mark("Number"),
    "id": mark("Id"),
    "state": mark("State"),
    "title": mark("Title"),
    "opened_at": mark("Begun"),
    "changed_at": mark("Changed"),
    "waiting_until": mark("Waiting until"),
    "language": mark("Language"),
    "system": mark("Where"),
    "codes": mark("Codes"),
    "verdict": mark("Verdict"),
    "reason": mark("Reason"),
    "probability": mark("Probability"),
    "solution": mark("Fix"),
    "steps_done": mark("Steps done"),
    "steps_total": mark("Steps"),
    "outcome": mark("Did it work?"),
    "tried": mark("Tried"),
    "handed_to": mark("Handed over to"),
    "answers": mark("Answers"),
    "text": mark("Text"),
    "steps": mark("Checklist"),
    "notes": mark("Notes"),
}


def export(session: Session, args: Namespace) -> int:
    """Write cases to a file, with personal data masked. Ends with 1 if there are none."""
    words = session.words
    store = open_cases(session)
    target = Path(args.file)
    form = args.form or {".txt": "text", ".csv": "csv", ".json": "json"}.get(target.suffix.casefold())
    if form not in FORMS:
        raise BadUsage(words.tr("The file's name does not tell its form: add --form json, csv or text."))
    cases = (
        [found_case(session, store, number) for number in args.case] if args.case else list(every_case(store))
    )
    if not cases:
        raise NothingFound(words.tr("There are no such cases."))
    try:
        written = export_cases(
            cases,
            target,
            cast(Form, form),
            overwrite=args.overwrite,
            language=words.language.tag,
            labels={column: words.marked(LABELS[column]) for column in COLUMNS if column in LABELS},
            mask=None if args.unmasked else masked,
        )
    except TargetExists as fault:
        raise CommandFault(
            words.tr("{path} exists already. To replace it, add --overwrite.").format(path=target)
        ) from fault
    told = words.trn("{n} case was written to {path}.", "{n} cases were written to {path}.", written)
    session.page.text(told.format(n=written, path=target))
    if not args.unmasked:
        session.page.text(
            words.tr(
                "Long numbers, e-mails, page addresses and what follows labels such as “Name:” are hidden as ***. "
                "Other names and postal addresses are not: look before you pass it on."
            )
        )
    return 0


def every_case(store: CaseStore) -> Iterator[Case]:
    """All cases, what is due next first."""
    offset = 0
    while page := store.cases(limit=_PAGE, offset=offset):
        yield from (store.case(summary.id) for summary in page)
        offset += len(page)


def backup(session: Session, args: Namespace) -> int:
    """Make a backup, or list the backups."""
    words = session.words
    if args.list:
        backups = open_cases(session).list_backups()
        if not backups:
            raise NothingFound(words.tr("There are no backups yet."))
        for number, kept in enumerate(backups, 1):
            session.page.item(f"{number}.", backup_line(session, kept), 0)
        return 0
    made = writable_cases(session).back_up()
    session.page.text(words.tr("Backed up: {backup}").format(backup=backup_line(session, made)))
    return 0


def backup_line(session: Session, kept: Backup) -> str:
    """A backup in one line."""
    text = session.words.trn("{time} · {n} case · {path}", "{time} · {n} cases · {path}", kept.cases)
    return text.format(time=local_time(kept.made_at), n=kept.cases, path=kept.path)


def restore(session: Session, args: Namespace) -> int:
    """Go back to a backup, after a question; what is there now becomes a backup itself."""
    words = session.words
    store = writable_cases(session)
    wanted = _wanted_backup(session, store.list_backups(), args.backup)
    session.page.text(backup_line(session, wanted))
    if not args.yes and not agreed(session, words.tr("Replace the present cases by this backup?")):
        session.page.text(words.tr("Nothing was changed."))
        return 1
    kept = store.restore(wanted).previous_kept_as
    session.page.text(
        words.tr("Restored. The cases as they were before are kept in {path}.").format(path=kept)
    )
    return 0


def _wanted_backup(session: Session, backups: list[Backup], given: str | None) -> Backup:
    if not backups:
        raise NothingFound(session.words.tr("There are no backups yet."))
    if given is None:
        return backups[0]
    if given.isdecimal() and 1 <= int(given) <= len(backups):
        return backups[int(given) - 1]
    for kept in backups:
        if Path(given).name == kept.path.name:
            return kept
    raise NothingFound(session.words.tr("There is no backup “{name}”.").format(name=given))


def agreed(session: Session, question: str) -> bool:
    """Whether the user answers a question with yes; anything else is no."""
    words = session.words
    answer = session.console.ask(
        words.tr("{question} Type “{yes}” to do it:").format(question=question, yes=words.tr("yes"))
    )
    fold = session.parts.folder.plain  # "co" without its accent is a yes as well
    return answer is not None and fold(answer) in ("yes", fold(words.tr("yes")))


def check(session: Session, args: Namespace) -> int:
    """Read every saved row again. Ends with 1 if one is not as it was written."""
    words = session.words
    report = open_cases(session).check()
    if report.ok:
        session.page.text(words.tr("Every saved case is whole."))
        return 0
    for problem in report.problems:
        session.page.item(
            "–", words.tr("damaged: {kind} {where}").format(kind=problem.kind, where=problem.where)
        )
    session.page.text(
        words.tr("To go back to a backup: {command}").format(command="orderdoctor cases restore")
    )
    return 1


def delete(session: Session, args: Namespace) -> int:
    """Delete cases for good, after a question that names how many."""
    words = session.words
    if bool(args.case) == args.all:
        raise BadUsage(words.tr("Name the cases' numbers, or --all."))
    store = writable_cases(session)
    if args.all:
        counts = store.counts()
        number = counts.open + counts.waiting + counts.solved + counts.handed_over
    else:
        ids = {found_case(session, store, wanted).id for wanted in args.case}
        number = len(ids)
    if not number:
        raise NothingFound(words.tr("There are no such cases."))
    question = words.trn("Delete {n} case for good?", "Delete {n} cases for good?", number).format(n=number)
    if not args.yes and not agreed(session, question):
        session.page.text(words.tr("Nothing was changed."))
        return 1
    if args.all:
        store.delete_all()
    else:
        store.delete(ids)
    purged = store.purge_deleted()
    session.page.text(
        words.trn("{n} case was deleted.", "{n} cases were deleted.", purged.cases).format(n=purged.cases)
    )
    for path in purged.may_remain:
        session.page.text(words.tr("Its text may still stand in {path}.").format(path=path))
    return 0
