"""The pipeline of all words: extract English texts, merge them into the .po files, check them, compile them.

Three domains, one file a language in each folder of `translations/`:
  ui       literals in the code (`tr`, `trn`, `trc`, `mark`)
  catalog  texts of the resources, with a context each
  qt       Qt's own buttons and menus, listed in translations/qt/qt.pot (Qt ships no Vietnamese)

A catalog text whose English changed keeps its old translation as *fuzzy*, and a fuzzy text is never compiled.
"""

from __future__ import annotations

import io
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from orderdoctor.catalog.labels import PLACEHOLDER
from orderdoctor.catalog.reading import build_catalog, read_folder
from orderdoctor.catalog.texts import all_texts
from orderdoctor.i18n import CHINESE, VIETNAMESE, Language

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = (VIETNAMESE, CHINESE)
DOMAINS = ("ui", "catalog", "qt")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "tr": None, "mark": None, "trn": (1, 2), "trc": ((1, "c"), 2)
}  # fmt: skip
_DAY = datetime(2026, 11, 22, tzinfo=UTC)
"""The files carry a fixed date: what changed and when is in the repository's history."""

HEADER = "# {language} texts of Order Doctor, domain {domain}. MIT licence, like the program.\n#"


@dataclass(frozen=True)
class Entry:
    """A text to translate: context (empty in most of the ui domain), English, plural, and where it is used."""

    context: str
    english: str
    plural: str = ""
    used: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What identifies it: catalog texts by their context, the others by their wording."""
        return (self.context, self.english)


def extract_ui() -> list[Entry]:
    """The literals in the code, sorted by wording so that moving code changes no file."""
    found: dict[tuple[str, str], Entry] = {}
    rows = extract_from_dir(
        ROOT / "app" / "orderdoctor",
        [("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("i18n:",),
        strip_comment_tags=True,
    )
    for file, _line, message, comments, context in rows:
        singular, plural = message if isinstance(message, tuple) else (message, "")
        entry = Entry(context or "", singular, plural or "", (file,), tuple(comments))
        before = found.get(entry.key)
        if before:
            used = tuple(sorted({*before.used, file}))
            entry = Entry(entry.context, singular, plural or before.plural, used, before.comments or entry.comments)
        found[entry.key] = entry
    return [found[key] for key in sorted(found)]


def extract_catalog() -> list[Entry]:
    """The texts of the resources, in reading order."""
    raw, texts, _ = read_folder(ROOT / "resources")
    catalog, _ = build_catalog(raw, texts)
    return [Entry(text.context, text.english) for text in all_texts(catalog).values()]


def extract_qt() -> list[Entry]:
    """Qt's own texts, as listed in qt.pot."""
    with (ROOT / "translations" / "qt" / "qt.pot").open("rb") as file:
        template = read_po(file)
    return [Entry(m.context or "", str(m.id)) for m in template if m.id]


EXTRACT = {"ui": extract_ui, "catalog": extract_catalog, "qt": extract_qt}


def po_path(domain: str, language: Language) -> Path:
    """The .po file of a domain and language."""
    return ROOT / "translations" / domain / f"{language.folder}.po"


def read(domain: str, language: Language) -> Catalog:
    """The translations as they are; an empty catalog if the file does not exist yet."""
    path = po_path(domain, language)
    if not path.exists():
        return Catalog(locale=language.folder)
    with path.open("rb") as file:
        return read_po(file, locale=language.folder)


def merged(domain: str, language: Language, entries: list[Entry]) -> Catalog:
    """The entries with the translations that exist; a changed catalog text keeps its old translation as fuzzy."""
    old = read(domain, language)
    by_key = {(m.context or "", _singular(m)): m for m in old if m.id}
    by_context = {m.context: m for m in old if m.id and m.context} if domain == "catalog" else {}
    new = Catalog(
        locale=language.folder, project="Order Doctor", header_comment=HEADER.format(language=language.tag, domain=domain),
        fuzzy=False, creation_date=_DAY, revision_date=_DAY, last_translator="", language_team="",
    )  # fmt: skip
    for entry in entries:
        before = by_key.get(entry.key)
        flags: set[str] = set(before.flags) - {"python-format", "python-brace-format"} if before else set()
        if before is None and entry.context in by_context:
            before = by_context[entry.context]
            flags = {"fuzzy"} if before.string else set()
        new.add(
            (entry.english, entry.plural) if entry.plural else entry.english,
            string=_fitting(before, entry),
            locations=[(f"app/orderdoctor/{file}", None) for file in entry.used],  # type: ignore[misc]
            flags=sorted(flags),
            auto_comments=entry.comments,
            previous_id=before.id if before and flags == {"fuzzy"} and before.id != entry.english else (),
            context=entry.context or None,
        )
    return new


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _fitting(message: Message | None, entry: Entry) -> str | tuple[str, ...] | None:
    if message is None:
        return None
    if isinstance(message.string, str):
        return (message.string,) if entry.plural else message.string
    return tuple(message.string or ())


def rendered(catalog: Catalog) -> bytes:
    """The .po file's bytes: no line numbers, no dates that change by themselves, long lines as they are."""
    out = io.BytesIO()
    write_po(out, catalog, width=0, omit_header=False, include_lineno=False, include_previous=True)
    text = out.getvalue().decode()
    return re.sub(
        r'"(Generated-By|Last-Translator|Language-Team|PO-Revision-Date|Report-Msgid-Bugs-To):.*\n', "", text
    ).encode()


def update() -> list[Path]:
    """Extract and merge everything; the files that changed."""
    changed = []
    for domain in DOMAINS:
        entries = EXTRACT[domain]()
        for language in LANGUAGES:
            path = po_path(domain, language)
            content = rendered(merged(domain, language, entries))
            if not path.exists() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                changed.append(path)
    return changed


def compile_to(locale: Path) -> None:
    """Compile every .po file to `<locale>/<folder>/<domain>.mo`; fuzzy texts are left out."""
    for domain in DOMAINS:
        for language in LANGUAGES:
            target = locale / language.folder / f"{domain}.mo"
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                write_mo(file, read(domain, language), use_fuzzy=False)


def problems() -> Iterator[str]:
    """What is wrong with the translations, a line each: missing, fuzzy, stale, placeholders that differ."""
    for domain in DOMAINS:
        entries = {entry.key: entry for entry in EXTRACT[domain]()}
        for language in LANGUAGES:
            name = po_path(domain, language).relative_to(ROOT).as_posix()
            seen = set()
            for message in read(domain, language):
                if not message.id:
                    continue
                key = (message.context or "", _singular(message))
                seen.add(key)
                if key not in entries:
                    yield f"{name}: not used any more: {key}"
                elif message.fuzzy:
                    yield f"{name}: fuzzy: {key}"
                else:
                    yield from (f"{name}: {fault}: {key}" for fault in _faults(domain, message))
            yield from (f"{name}: missing: {key}" for key in entries if key not in seen)


def _faults(domain: str, message: Message) -> Iterator[str]:
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not strings or not all(text.strip() for text in strings):
        yield "untranslated"
        return
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = set().union(*(placeholders(domain, text) for text in ids))
    for text in strings:
        if placeholders(domain, text) != wanted:
            yield f"placeholders {sorted(placeholders(domain, text))} instead of {sorted(wanted)}"


def placeholders(domain: str, text: str) -> set[str]:
    """The names in braces; in Qt's texts the %1 marks."""
    if domain == "qt":
        return set(re.findall(r"%\w", text))
    if domain == "catalog":
        return set(PLACEHOLDER.findall(text))
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}
