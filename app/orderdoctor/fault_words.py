"""What window and terminal say when the world is at fault, and what happened while files were opened."""

from __future__ import annotations

from orderdoctor.cases import errors as case_errors
from orderdoctor.cases import news as case_news
from orderdoctor.i18n import Words
from orderdoctor.phrasing import joined
from orderdoctor.profiles import errors as profile_errors
from orderdoctor.profiles import news as profile_news
from orderdoctor.text_file import NotAText

_SAVE = (case_errors.SaveFailed, profile_errors.SaveFailed)


def fault_text(fault: Exception, words: Words) -> str:
    """One sentence or two: what could not be done, why, and what was kept."""
    if isinstance(fault, _SAVE):
        return _not_saved(fault.cause, words)
    if isinstance(fault, case_errors.TargetExists):
        return words.tr("There is already a file {path}. It was left as it is.").format(path=fault.path)
    if isinstance(fault, case_errors.NewerSchema):
        return words.tr(
            "A newer version of Order Doctor wrote {path}. It was not changed. Update this program to open it."
        ).format(path=fault.path)
    if isinstance(fault, case_errors.NotOurs):
        return words.tr("{path} is not a file of Order Doctor. It was not changed.").format(path=fault.path)
    if isinstance(fault, case_errors.Damaged):
        return words.tr("The file {path} is damaged. It was kept.").format(path=fault.path)
    if isinstance(fault, case_errors.RestoreFailed):
        return words.tr("The backup {path} could not be restored. Your cases are as they were.").format(path=fault.path)
    if isinstance(fault, case_errors.UnknownCase):
        return words.tr("This case does not exist any more.")
    if isinstance(fault, NotAText):
        return _not_a_text(fault, words)
    return words.tr("That did not work: {detail}").format(detail=fault)


def _not_saved(cause: str, words: Words) -> str:
    if cause == "disk-full":
        return words.tr(
            "The disk is full: this was not saved. What was saved before is intact. Free some space and try again."
        )
    if cause == "read-only":
        return words.tr("The folder can't be written: this was not saved. What was saved before is intact.")
    return words.tr("This could not be saved. What was saved before is intact. Try again.")


def _not_a_text(fault: NotAText, words: Words) -> str:
    name = fault.path.name
    if fault.why == "too-large":
        return words.tr("{name} is larger than 10 MB. Copy the part with the message and paste it.").format(name=name)
    if fault.why == "not-text":
        return words.tr("{name} holds no plain text. Open it, copy the message and paste it.").format(name=name)
    return words.tr("{name} can't be read. Open it, copy the message and paste it.").format(name=name)


def case_news_text(news: case_news.OpeningNews, words: Words) -> str:
    """What happened while the cases were opened."""
    if isinstance(news, case_news.NotSaving):
        return _not_saving(news, words)
    if isinstance(news, case_news.Recovered):
        return _recovered(news, words)
    if isinstance(news, case_news.Exchanged):
        return words.trn(
            "Other cases were put in place of yours: {n} case was opened.",
            "Other cases were put in place of yours: {n} cases were opened.",
            news.cases,
        ).format(n=news.cases)
    return words.tr("Your cases were brought up to date. They were backed up before: {path}").format(path=news.backup)


def _not_saving(news: case_news.NotSaving, words: Words) -> str:
    if news.why == "other-copy":
        return words.tr("Order Doctor is already open. In this window, changes will not be saved.")
    if news.why == "other-host":
        return words.tr("Another computer ({host}) works on these cases. Changes will not be saved here.").format(
            host=news.holder.host if news.holder else "?"
        )
    if news.why == "disk-full":
        return words.tr("The disk is full. Changes will not be saved.")
    return words.tr("The folder {path} can't be written. Changes will not be saved.").format(path=news.path.parent)


def _recovered(news: case_news.Recovered, words: Words) -> str:
    if news.source == "backup" and news.made_at is not None:
        text = words.trn(
            "Your cases were damaged or missing. The backup of {date} was restored, with {n} case.",
            "Your cases were damaged or missing. The backup of {date} was restored, with {n} cases.",
            news.cases,
        ).format(date=news.made_at.date().isoformat(), n=news.cases)
    elif news.source == "file":
        text = words.trn(
            "The file of your cases was damaged. {n} case could be read.",
            "The file of your cases was damaged. {n} cases could be read.",
            news.cases,
        ).format(n=news.cases)
    else:
        text = words.tr("Your cases were damaged or missing, and there was no backup. You start with an empty list.")
    if news.kept_as is not None:
        text = joined((text, words.tr("The damaged file was kept: {path}").format(path=news.kept_as)), words)
    return text


def profile_news_text(news: profile_news.News, words: Words) -> str:
    """What happened while settings and profiles were opened or saved."""
    if isinstance(news, profile_news.BadFile):
        if news.kept_as is not None:
            return words.tr("A settings file could not be read. It was kept as {path}; the defaults are used.").format(
                path=news.kept_as
            )
        return words.tr("The settings file {path} could not be read. The defaults are used.").format(path=news.path)
    if isinstance(news, profile_news.BadValue):
        return words.tr("The settings file {path} has a value that can't be used. The default is used.").format(
            path=news.path
        )
    if isinstance(news, profile_news.NewerFormat):
        return words.tr("A newer version of Order Doctor wrote {path}. It will not be changed.").format(path=news.path)
    return _not_saved(news.cause, words)
