"""The world's faults and what happened at the start, in the user's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from orderdoctor.bundle import BundleMissing
from orderdoctor.cases import errors as case_faults
from orderdoctor.cases import news as case_news
from orderdoctor.errors import WorldFault
from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.profiles import errors as profile_faults
from orderdoctor.profiles import news as profile_news

SAVE_FAULTS: dict[str, Marked] = {
    "disk-full": mark("The disk is full: {path} was not saved. What was saved before is intact."),
    "read-only": mark("There is no right to write to {path}. What was saved before is intact."),
    "other": mark("{path} could not be saved. What was saved before is intact."),
}

NOT_SAVING: dict[str, Marked] = {
    "other-copy": mark("Order Doctor is open in another window, so changes here will not be saved."),
    "other-host": mark("Another computer works with this folder, so changes here will not be saved."),
    "read-only": mark("There is no right to write to {path}, so changes will not be saved."),
    "disk-full": mark("The disk is full, so changes will not be saved."),
    "other": mark("{path} can't be used, so changes will not be saved."),
}

RESTORE_FAULTS: dict[str, Marked] = {
    "missing": mark("The backup {path} is not there. Your cases are as they were."),
    "damaged": mark("The backup {path} is damaged. Your cases are as they were."),
    "newer": mark("A newer Order Doctor made the backup {path}. Your cases are as they were."),
    "disk-full": mark("The disk is full: the backup was not restored. Your cases are as they were."),
    "read-only": mark(
        "There is no right to write: the backup was not restored. Your cases are as they were."
    ),
    "other": mark("The backup {path} could not be restored. Your cases are as they were."),
}


def fault_line(fault: WorldFault | BundleMissing, words: Words) -> str:
    """A fault of the world in one line."""
    if isinstance(fault, BundleMissing):
        folders = " · ".join(map(str, fault.looked_in))
        return words.tr("The program's own files are missing. They should be in: {folders}").format(
            folders=folders
        )
    if isinstance(fault, case_faults.SaveFailed | profile_faults.SaveFailed):
        return words.marked(SAVE_FAULTS[fault.cause]).format(path=fault.path)
    if isinstance(fault, case_faults.RestoreFailed):
        return words.marked(RESTORE_FAULTS[fault.cause]).format(path=fault.path)
    if isinstance(fault, case_faults.NewerSchema):
        text = words.tr(
            "A newer Order Doctor wrote {path} (format {found}, this one knows {known}). It was not touched."
        )
        return text.format(path=fault.path, found=fault.found, known=fault.known)
    if isinstance(fault, case_faults.NotOurs):
        return words.tr("{path} is not a file of Order Doctor. It was not touched.").format(path=fault.path)
    if isinstance(fault, case_faults.Damaged):
        kept = fault.kept_as or fault.path
        return words.tr("The saved cases are damaged. The file was kept as {path}.").format(path=kept)
    if isinstance(fault, case_faults.TargetExists):
        return words.tr("{path} exists already. To replace it, add --overwrite.").format(path=fault.path)
    if isinstance(fault, case_faults.UnknownCase):
        return words.tr("There is no such case any more.")
    return words.tr("Something outside the program went wrong: {detail}").format(detail=fault)


def case_news_line(item: case_news.OpeningNews, words: Words) -> str:
    """What happened while the cases were opened."""
    if isinstance(item, case_news.NotSaving):
        return words.marked(NOT_SAVING[item.why]).format(path=item.path)
    if isinstance(item, case_news.Migrated):
        text = words.tr(
            "Your cases were brought to the new format. As they were before they are kept in {path}."
        )
        return text.format(path=item.backup)
    if isinstance(item, case_news.Exchanged):
        text = words.trn(
            "The saved cases were replaced by others. They are whole: {n} case.",
            "The saved cases were replaced by others. They are whole: {n} cases.",
            item.cases,
        )
        return text.format(n=item.cases)
    return " ".join(_recovered(item, words))


def _recovered(item: case_news.Recovered, words: Words) -> Iterator[str]:
    if item.why == "damaged":
        yield words.tr("The saved cases were damaged.")
    elif item.why == "missing":
        yield words.tr("The saved cases were gone.")
    else:
        yield words.tr("The saved cases were older than they should be.")
    count = words.trn("{n} case is there.", "{n} cases are there.", item.cases).format(n=item.cases)
    if item.source == "backup" and item.made_at:
        yield words.tr("The backup of {time} was restored:").format(time=local_time(item.made_at))
    yield count
    if item.lost:
        yield words.trn("{n} entry is lost.", "{n} entries are lost.", item.lost).format(n=item.lost)
    if item.kept_as:
        yield words.tr("The damaged file was kept as {path}.").format(path=item.kept_as)


def profile_news_line(item: profile_news.News, words: Words) -> str:
    """What is wrong with the files of settings and profiles."""
    if isinstance(item, profile_news.BadFile):
        if item.kept_as:
            text = words.tr("{path} could not be read. It was kept as {kept}, and defaults are used.")
            return text.format(path=item.path, kept=item.kept_as)
        return words.tr("{path} could not be read. It was not touched, and defaults are used.").format(
            path=item.path
        )
    if isinstance(item, profile_news.BadValue):
        text = words.tr("“{key}” in {path} has a value that it can't have. The default is used.")
        return text.format(key=item.key, path=item.path)
    if isinstance(item, profile_news.NewerFormat):
        text = words.tr("A newer Order Doctor wrote {path}. It is read, and never changed.")
        return text.format(path=item.path)
    return words.marked(SAVE_FAULTS[item.cause]).format(path=item.path)


def local_time(moment: datetime) -> str:
    """A moment on the clock of this computer, as 2026-11-22 21:40 in every language."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
