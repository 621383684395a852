"""Content in, catalog out: TOML tables (from the folder, or packed into the bundle's JSON) to objects."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar

from orderdoctor.catalog import model
from orderdoctor.catalog.problems import Fault, Problem
from orderdoctor.catalog.table import Notes, Table
from orderdoctor.i18n import Text

Raw = Mapping[str, Mapping[str, object]]
"""Content as plain values: file name relative to the folder, with forward slashes -> the file's TOML table."""

T = TypeVar("T")

_NOT_CONTENT = ("style", "icons", "folding", "tools")
"""Folders beside the content whose files are not read as content."""


def read_folder(folder: Path) -> tuple[dict[str, dict[str, object]], dict[str, str], list[Problem]]:
    """All TOML files of a folder: their values, their texts, and what could not be parsed."""
    raw: dict[str, dict[str, object]] = {}
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[0] in _NOT_CONTENT:
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8-sig")
            raw[name] = tomllib.loads(texts[name])
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
            problems.append(Problem(name, "", getattr(error, "lineno", 0), Fault.NOT_TOML, {"detail": str(error)}))
    return raw, texts, problems


def load_catalog(packed: Path) -> model.Catalog:
    """The catalog of a bundle (`catalog.json`). Raises OSError or ValueError if the file is damaged."""
    raw = json.loads(packed.read_text(encoding="utf-8"))
    catalog, problems = build_catalog(raw)
    if problems:
        raise ValueError(f"{packed.name}: {problems[0]}")
    return catalog


def build_catalog(raw: Raw, texts: Mapping[str, str] | None = None) -> tuple[model.Catalog, list[Problem]]:
    """The catalog, and every fault found while reading; `texts` (TOML by file) lets faults name their line."""
    return _Reader(raw, Notes(texts or {})).read()


def version_of(raw: Raw) -> str:
    """A digest of the content, 12 hexadecimal digits: the same content has the same version everywhere."""
    packed = json.dumps(raw, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(packed).hexdigest()[:12]


class _Reader:
    """Reads one set of content; kinds of file are told by their names."""

    def __init__(self, raw: Raw, notes: Notes) -> None:
        self._raw = raw
        self._notes = notes
        self._shared: dict[str, model.Step] = {}

    def read(self) -> tuple[model.Catalog, list[Problem]]:
        self._shared = self._by_id("shared.toml", "step", self._shared_step)
        reasons = self._reasons()
        systems = self._by_id("systems.toml", "system", self._system)
        catalog = model.Catalog(
            version=version_of(self._raw),
            reasons=reasons,
            systems=systems,
            places=self._by_id("systems.toml", "place", self._place),
            labels=self._by_id("screens.toml", "label", self._label),
            sources=self._by_id("sources.toml", "source", self._source),
            documents=tuple(self._by_id("documents.toml", "document", self._document).values()),
            pipelines=tuple(self._by_id("pipelines.toml", "pipeline", self._pipeline).values()),
            statuses=self._by_id("statuses.toml", "status", self._status),
            end_reasons=self._by_id("statuses.toml", "end_reason", self._end_reason),
            app_statuses=self._by_id("statuses.toml", "app_status", self._app_status),
            questions=self._questions(reasons, systems),
            prices=self._prices(),
            concepts=self._by_id("concepts.toml", "concept", self._concept),
        )
        return catalog, self._notes.problems

    def _by_id(self, file: str, array: str, read: Callable[[Table], T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for table in Table(file, "", self._raw.get(file, {}), self._notes).tables(array):
            key = table.word("id")
            if key in found:
                table.note("id", Fault.DUPLICATE, value=key)
            found[key] = read(table)
            table.finish()
        return found

    def _reasons(self) -> dict[str, model.Reason]:
        reasons: dict[str, model.Reason] = {}
        for file in sorted(name for name in self._raw if name.startswith("catalog/")):
            table = Table(file, "", self._raw[file], self._notes)
            reason = self._reason(table)
            table.finish()
            if reason.id in reasons:
                table.note("id", Fault.DUPLICATE, value=reason.id)
            if file != f"catalog/{reason.id.replace('.', '/', 1)}.toml":
                table.note("id", Fault.WRONG_PLACE, value=reason.id)
            reasons[reason.id] = reason
        return reasons

    def _reason(self, table: Table) -> model.Reason:
        key = table.word("id")
        return model.Reason(
            id=key,
            frequency=table.word("frequency", among=model.FREQUENCY),
            systems=table.words("systems", required=True),
            broader=table.word("broader", ""),
            explained=table.flag("explained", True),
            title=table.text("title", f"{key}/title"),
            problem=table.text("problem", f"{key}/problem"),
            cause=table.text("cause", f"{key}/cause"),
            safe=table.text("safe", f"{key}/safe"),
            if_ignored=table.text("if_ignored", f"{key}/if_ignored"),
            prevent=table.text("prevent", f"{key}/prevent"),
            codes=tuple(_finished(t, self._code) for t in table.tables("codes")),
            citations=tuple(_finished(t, self._citation) for t in table.tables("sources")),
            disagreements=self._disagreements(table, key),
            solutions=tuple(_finished(t, lambda t: self._solution(t, key)) for t in table.tables("solutions")),
            messages=tuple(_finished(t, self._message) for t in table.tables("messages")),
        )

    def _questions(
        self, reasons: Mapping[str, model.Reason], systems: Mapping[str, model.System]
    ) -> dict[str, model.Question]:
        questions: dict[str, model.Question] = {}
        for file in sorted(name for name in self._raw if name.startswith("questions/")):
            table = Table(file, "", self._raw[file], self._notes)
            question = self._question(table, reasons, systems)
            table.finish()
            if file != f"questions/{question.id}.toml":
                table.note("id", Fault.WRONG_PLACE, value=question.id)
            questions[question.id] = question
        return questions

    def _question(
        self, table: Table, reasons: Mapping[str, model.Reason], systems: Mapping[str, model.System]
    ) -> model.Question:
        key = table.word("id")
        at = f"question/{key}"
        if table.flag("systems", False):
            answers, says = _systems_as_answers(reasons, systems)
        else:
            answers = tuple(_finished(t, lambda t: self._answer(t, at)) for t in table.tables("answers"))
            says = self._says(table, {answer.id for answer in answers})
        return model.Question(
            id=key,
            ask=table.text("ask", f"{at}/ask"),
            why=table.text("why", f"{at}/why"),
            find_out=table.text("find_out", f"{at}/find_out"),
            minutes=table.number("minutes", low=0.1, high=60),
            answers=answers,
            says=says,
        )

    def _answer(self, table: Table, at: str) -> model.Answer:
        key = table.word("id")
        return model.Answer(key, table.text("text", f"{at}/{key}"))

    def _says(self, table: Table, answers: Collection[str]) -> dict[str, dict[str, float]]:
        says: dict[str, dict[str, float]] = {}
        for who, said in table.nested_strings("says").items():
            says[who] = {}
            for answer, often in said.items():
                if answer not in answers:
                    table.note("says", Fault.UNKNOWN_ID, value=f"{who}: {answer}")
                if often not in model.SAYS:
                    table.note("says", Fault.NOT_ALLOWED, value=f"{who}: {often}", allowed=", ".join(model.SAYS))
                says[who][answer] = model.SAYS.get(often, model.SAYS["never"])
        if "*" not in says:
            table.note("says", Fault.MISSING)
        return says

    def _prices(self) -> model.Prices:
        """The prices; content without them (a folder that is no library of its own) costs nothing but its minutes."""
        names = model.Prices.__slots__
        table = Table("prices.toml", "", self._raw.get("prices.toml", dict.fromkeys(names, 0)), self._notes)
        prices = model.Prices(**{name: table.number(name, high=600) for name in names})
        table.finish()
        return prices

    def _code(self, table: Table) -> model.Code:
        return model.Code(table.word("code"), table.flag("shared", False))

    def _citation(self, table: Table) -> model.Citation:
        return model.Citation(table.word("source"), table.word("row", ""))

    def _message(self, table: Table) -> model.Message:
        return model.Message(
            text=table.word("text"),
            lang=table.word("lang", among=("en", "vi", "zh")),
            code=table.word("code", ""),
            source=table.word("source"),
            exact=table.flag("exact", True),
        )

    def _disagreements(self, table: Table, key: str) -> tuple[model.Disagreement, ...]:
        return tuple(
            _finished(t, lambda t, at=f"{key}/disagreement.{i}": self._disagreement(t, at))  # type: ignore[misc]
            for i, t in enumerate(table.tables("disagreements"), 1)
        )

    def _disagreement(self, table: Table, at: str) -> model.Disagreement:
        claims = []
        for position, claim in enumerate(table.tables("claims"), 1):
            claims.append(model.Claim(claim.word("source"), claim.text("says", f"{at}/claim.{position}")))
            claim.finish()
        return model.Disagreement(
            table.text("question", f"{at}/question"), tuple(claims), table.text("safer", f"{at}/safer")
        )

    def _solution(self, table: Table, reason: str) -> model.Solution:
        key = table.word("id")
        at = f"{reason}/{key}"
        steps = tuple(_finished(t, lambda t: self._step_or_shared(t, at)) for t in table.tables("steps"))
        ids = [step.id for step in steps]
        for step in sorted({i for i in ids if ids.count(i) > 1}):
            table.note("steps", Fault.DUPLICATE, value=step)
        return model.Solution(
            id=key,
            systems=table.words("systems", required=True),
            title=table.text("title", f"{at}/title"),
            minutes=table.number("minutes", low=1, high=600),
            works=table.word("works", among=model.WORKS),
            costs=table.word("costs", among=model.COSTS),
            steps=steps,
        )

    def _step_or_shared(self, table: Table, at: str) -> model.Step:
        if "use" not in table:
            return self._step(table, at)
        name = table.word("use")
        if name not in self._shared:
            table.note("use", Fault.UNKNOWN_ID, value=name)
            return self._step(Table(table.file, table.at, {"id": name, "place": "", "do": "?"}, self._notes), at)
        return self._shared[name]

    def _shared_step(self, table: Table) -> model.Step:
        return self._step(table, "shared")

    def _step(self, table: Table, at: str) -> model.Step:
        key = table.word("id")
        at = f"{at}/{key}"
        warned = "warning" in table
        return model.Step(
            id=key,
            place=table.word("place"),
            do=table.text("do", f"{at}/do"),
            see=table.text("see", f"{at}/see", required=False),
            warning=table.text("warning", f"{at}/warning", required=False),
            warns=table.word("warns", None if warned else "", among=model.WARNS if warned else ()),
            wait_hours=table.number("wait_hours", 0, high=24 * 120),
            tool=table.word("tool", "", among=(*model.TOOLS, "")),
        )

    def _system(self, table: Table) -> model.System:
        key = table.word("id")
        return model.System(key, table.text("name", f"system/{key}"), table.words("hints"), table.word("through", ""))

    def _concept(self, table: Table) -> model.Concept:
        key = table.word("id")
        words = [word for language in ("en", "vi", "zh") for word in table.words(language)]
        return model.Concept(key, table.text("name", f"concept/{key}"), tuple(dict.fromkeys(words)))

    def _place(self, table: Table) -> model.Place:
        key = table.word("id")
        return model.Place(key, table.text("name", f"place/{key}"), table.number("minutes", high=60))

    def _label(self, table: Table) -> model.Label:
        key = table.word("id")
        code = table.flag("code", False)
        label = table.word("label")
        context = f"label/{key}"
        meaning = table.text("meaning", context, required=False)
        if not meaning and not code:
            meaning = Text(context, label)
        return model.Label(
            id=key,
            label=label,
            lang=table.word("lang", "" if code else None),
            meaning=meaning,
            screen=table.strings("screen"),
            system=table.word("system"),
            source=table.word("source"),
            code=code,
        )

    def _source(self, table: Table) -> model.Source:
        key = table.word("id")
        return model.Source(
            id=key,
            name=table.text("name", f"source/{key}"),
            kind=table.word("kind", among=model.SOURCE_KINDS),
            where=table.word("where", ""),
            date=table.word("date", ""),
            status=table.word("status", "", among=("", "deprecated")),
        )

    def _document(self, table: Table) -> model.Document:
        rows = []
        for row in table.tables("rows"):
            rows.append(model.Row(row.word("id"), row.word("gist"), row.flag("background", False)))
            row.finish()
        return model.Document(table.word("id"), table.word("source"), tuple(rows))

    def _pipeline(self, table: Table) -> model.Pipeline:
        key = table.word("id")
        return model.Pipeline(
            id=key,
            system=table.word("system"),
            name=table.text("name", f"pipeline/{key}/name"),
            source=table.word("source"),
            stages=tuple(_finished(t, lambda t: self._stage(t, key)) for t in table.tables("stages")),
        )

    def _stage(self, table: Table, pipeline: str) -> model.Stage:
        key = table.word("id")
        at = f"pipeline/{pipeline}/{key}"
        return model.Stage(
            id=key,
            row=table.word("row"),
            title=table.text("title", f"{at}/title"),
            actor=table.word("actor", among=model.ACTORS),
            happens=table.text("happens", f"{at}/happens"),
            stuck=table.text("stuck", f"{at}/stuck"),
            reasons=table.words("reasons"),
        )

    def _status(self, table: Table) -> model.Status:
        key = table.word("id")
        at = f"status/{key}"
        return model.Status(
            id=key,
            aliases=table.words("aliases"),
            screen=table.strings("screen"),
            name=table.text("name", f"{at}/name"),
            meaning=table.text("meaning", f"{at}/meaning"),
            seller_may_act=table.flag("seller_may_act", False),
            seller_may_ship=table.flag("seller_may_ship", False),
            seller_can=table.text("seller_can", f"{at}/seller_can"),
            buyer_can=table.text("buyer_can", f"{at}/buyer_can"),
            next=table.words("next"),
            reasons=table.words("reasons"),
            sources=table.words("sources"),
            disagreements=self._disagreements(table, at),
        )

    def _end_reason(self, table: Table) -> model.EndReason:
        key = table.word("id")
        at = f"end/{key}"
        return model.EndReason(
            id=key,
            name=table.text("name", f"{at}/name"),
            meaning=table.text("meaning", f"{at}/meaning"),
            reasons=table.words("reasons"),
            source=table.word("source"),
        )

    def _app_status(self, table: Table) -> model.AppStatus:
        key = table.word("id")
        return model.AppStatus(
            id=key,
            system=table.word("system"),
            app=table.word("app"),
            label=table.word("label"),
            screen=table.strings("screen"),
            meaning=table.text("meaning", f"app-status/{key}"),
            reasons=table.words("reasons"),
            source=table.word("source"),
        )


def _systems_as_answers(
    reasons: Mapping[str, model.Reason], systems: Mapping[str, model.System]
) -> tuple[tuple[model.Answer, ...], dict[str, dict[str, float]]]:
    """Where people work is a question too: the systems are its answers, and the reasons say where they are met."""
    usually, sometimes = model.SAYS["usually"], model.SAYS["sometimes"]
    says: dict[str, dict[str, float]] = {"*": dict.fromkeys(systems, usually)}
    for reason in reasons.values():
        says[reason.id] = {s.id: sometimes for s in systems.values() if s.through in reason.systems}
        says[reason.id] |= dict.fromkeys(reason.systems, usually)
    return tuple(model.Answer(system.id, system.name) for system in systems.values()), says


def _finished(table: Table, read: Callable[[Table], T]) -> T:
    value = read(table)
    table.finish()
    return value
