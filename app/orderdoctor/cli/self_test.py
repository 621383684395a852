"""`orderdoctor self-test`: proves that the installed program works, one line a check."""

from __future__ import annotations

import gettext
import os
import sqlite3
import struct
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from orderdoctor.cases.events import Noted
from orderdoctor.cases.store import CaseStore
from orderdoctor.casework import opened
from orderdoctor.catalog.model import Catalog, Message
from orderdoctor.catalog.texts import all_texts
from orderdoctor.cli.session import Session
from orderdoctor.diagnosis.doctor import Verdict
from orderdoctor.errors import WorldFault
from orderdoctor.i18n import LANGUAGES, Language
from orderdoctor.paths import has_display

FILES = ("catalog.json", "folding/traditional.txt")
FOLDERS = ("icons",)
DOMAINS = ("ui", "catalog", "qt")
_COUNT_AT = slice(8, 12)
"""Where a compiled gettext catalog says how many texts it holds."""


class Failed(Exception):  # noqa: N818 - a check that failed is what a self-test is for
    """A check failed; the text says why, in the user's language."""


def self_test(session: Session, args: Namespace, window_paints: Callable[[], bool]) -> int:
    """Run every check. window_paints: whether the window can be painted. Ends with 1 if a check failed."""
    words = session.words
    checks: list[tuple[str, Callable[[], None]]] = [
        (words.tr("the program's own files"), lambda: _files(session)),
        *(
            (language.name, lambda language=language: _language(session, language))
            for language in LANGUAGES[1:]
        ),
        (words.tr("saving, reading and backing up cases"), lambda: _cases(session)),
        *(
            (
                words.tr("a diagnosis in {language}").format(language=language.name),
                lambda language=language: _diagnosis(session, language),
            )
            for language in LANGUAGES
        ),
    ]
    if has_display(os.environ):
        checks.append((words.tr("the window"), lambda: _window(session, window_paints)))
    failed = sum(not _passes(session, name, check) for name, check in checks)
    if failed:
        session.console.write(words.trn("{n} check failed.", "{n} checks failed.", failed).format(n=failed))
    return 1 if failed else 0


def _passes(session: Session, name: str, check: Callable[[], None]) -> bool:
    words = session.words
    try:
        check()
    except (Failed, WorldFault, OSError, ValueError, ImportError, sqlite3.Error, struct.error) as fault:
        session.console.write(words.tr("failed: {check}: {why}").format(check=name, why=fault))
        return False
    session.console.write(words.tr("ok: {check}").format(check=name))
    session.console.stdout.flush()
    return True


def _files(session: Session) -> None:
    bundle = session.parts.bundle
    locale = session.parts.languages.locale
    wanted = [bundle / name for name in FILES]
    wanted += [locale / language.folder / f"{domain}.mo" for language in LANGUAGES[1:] for domain in DOMAINS]
    missing = [path for path in wanted if not path.is_file() or not path.stat().st_size]
    missing += [bundle / name for name in FOLDERS if not any((bundle / name).glob("*"))]
    if missing:
        raise Failed(session.words.tr("missing: {files}").format(files=" · ".join(map(str, missing))))


class _Untranslated(gettext.NullTranslations):
    """Asked for what a compiled catalog does not hold: raises KeyError."""

    def pgettext(self, context: str, message: str) -> NoReturn:
        raise KeyError(context)


def _language(session: Session, language: Language) -> None:
    """Every text of the catalog is translated; of the others there are as many as in the other languages."""
    folder = session.parts.languages.locale / language.folder
    with (folder / "catalog.mo").open("rb") as file:
        catalog = gettext.GNUTranslations(file)
    catalog.add_fallback(_Untranslated())
    missing = [
        text
        for text in all_texts(session.catalog).values()
        if not _holds(catalog, text.context, text.english)
    ]
    for domain in DOMAINS[::2]:
        counts = [_texts_in(folder.parent / other.folder / f"{domain}.mo") for other in LANGUAGES[1:]]
        here = _texts_in(folder / f"{domain}.mo")
        if here < max(2, *counts):
            raise Failed(session.words.tr("texts are missing in {file}").format(file=folder / f"{domain}.mo"))
    if missing:
        told = session.words.trn(
            "{n} text is not translated: {first}", "{n} texts are not translated: {first} …", len(missing)
        )
        raise Failed(told.format(n=len(missing), first=missing[0].context))


def _holds(catalog: gettext.GNUTranslations, context: str, english: str) -> bool:
    try:
        return bool(catalog.pgettext(context, english))
    except KeyError:
        return False


def _texts_in(compiled: Path) -> int:
    head = compiled.read_bytes()[: _COUNT_AT.stop]
    if len(head) < _COUNT_AT.stop:
        return 0
    (count,) = struct.unpack("<I" if head[:1] == b"\xde" else ">I", head[_COUNT_AT])
    return int(count)


def _cases(session: Session) -> None:
    """Keep a case in a temporary folder, read it again, back it up, and restore the backup."""
    text = "-999 Đơn hàng 订单"
    diagnosis = session.parts.doctor.diagnose(text)
    with tempfile.TemporaryDirectory() as folder:
        data, backups = Path(folder) / "data", Path(folder) / "backups"
        with CaseStore.open(data, backups=backups, fold=session.parts.folder.plain) as store:
            if not store.writable:
                raise Failed(session.words.tr("nothing can be saved in {folder}").format(folder=folder))
            case = store.start(opened(diagnosis, text, session.catalog, session.words))
            made = store.back_up()
            store.record(case.id, Noted(text))
        with CaseStore.open(data, backups=backups, fold=session.parts.folder.plain) as store:
            again = store.case(case.id)
            store.restore(made)
            whole = store.check().ok and not store.case(case.id).notes
        if again.text != text or [note.text for note in again.notes] != [text] or not whole:
            raise Failed(session.words.tr("what was read is not what was saved"))


def _diagnosis(session: Session, language: Language) -> None:
    """A known message of the language is recognised, and its reason is named."""
    reason, message = known_message(session.catalog, language)
    diagnosis = session.parts.doctor.diagnose(message.text)
    if diagnosis.verdict is not Verdict.MATCH or diagnosis.top is None or diagnosis.top.reason != reason:
        raise Failed(session.words.tr("not recognised: “{text}”").format(text=message.text))


def known_message(catalog: Catalog, language: Language) -> tuple[str, Message]:
    """The longest message of a language that only one reason has, with that reason's id."""
    owners: dict[str, set[str]] = {}
    for reason in catalog.reasons.values():
        for message in reason.messages:
            owners.setdefault(message.text, set()).add(reason.id)
    return max(
        (
            (reason.id, message)
            for reason in catalog.reasons.values()
            for message in reason.messages
            if message.lang == language.code and message.exact and len(owners[message.text]) == 1
        ),
        key=lambda pair: len(pair[1].text),
    )


def _window(session: Session, window_paints: Callable[[], bool]) -> None:
    if not window_paints():
        raise Failed(session.words.tr("it did not paint"))
