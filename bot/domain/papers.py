"""Papers: answers that members wrote by hand, as lines of a table; pure.

One line for each paper: whose it is, which form, which day, and a column for each question, named
by its id. What a question takes is typed as one would: a label or its id, several with semicolons
between them, ``no: because`` for a reason, ``2: what shows it`` for a level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.fields import FieldKind, FormField, Question, Record, Simple, Value
from bot.domain.forms import Form
from bot.domain.parts import EVIDENCE, LEVEL, REASON, SAID
from bot.domain.tables import Row, read_table
from bot.domain.teams import WHO_TOOK_PART
from bot.errors import Invalid
from bot.i18n import mark

OWN_COLUMNS = ("email", "form", "date", "readers", "with")
"""Whose paper, which form, which day; who may read it, and who wrote it together."""
_NEEDED = ("email", "form", "date")
_SEVERAL, _PARTS = ";", "|"


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperLine:
    """One line of a table that can be read: whose, which form, when; the rest as it stands."""

    line: int
    email: str
    form: Form
    given_on: date
    readers: str
    cells: Mapping[str, str]


def read_papers(
    text: str, forms: Sequence[Form]
) -> tuple[tuple[PaperLine, ...], tuple[Invalid, ...]]:
    """Read a table of papers; returns the lines that can be taken and what is wrong with others."""
    questions = dict.fromkeys(column_of(field) for form in forms for field in form.fields)
    rows, broken = read_table(text, columns=(*OWN_COLUMNS, *questions), required=_NEEDED)
    by_name = {form.id: form for form in forms}
    by_name |= {form.title.say().casefold(): form for form in forms}
    lines: list[PaperLine] = []
    problems: list[Invalid] = [*broken]
    for row in rows:
        if not any(row.cells.values()):
            continue
        try:
            lines.append(_line(row, by_name))
        except Invalid as problem:
            problems.append(problem)
    return tuple(lines), tuple(problems)


def columns_of(form: Form) -> tuple[str, ...]:
    """Return the columns of a table of papers of one form."""
    return (*_NEEDED, *map(column_of, form.fields))


def column_of(field: FormField) -> str:
    """Return the column of a question: its id, unless that is a column of every table."""
    return f"{field.id}_answer" if field.id in OWN_COLUMNS else field.id


def answers_of(
    line: PaperLine, form: Form, *, people: Mapping[str, str], team: Mapping[str, int]
) -> dict[str, Value]:
    """Return the answers of a line, as somebody would type them; unchecked.

    ``people`` are Slack ids, ``team`` ids of people, both by e-mail address.
    """
    answers = {
        field.id: _cell(field, line.cells.get(column_of(field), ""), people)
        for field in form.fields
        if field.id != WHO_TOOK_PART
    }
    named = [one.casefold() for one in _split(line.cells.get("with", ""))]
    return {**answers, WHO_TOOK_PART: tuple(str(team.get(one, one)) for one in named)}


def _line(row: Row, forms: Mapping[str, Form]) -> PaperLine:
    form = forms.get(row.cells["form"]) or forms.get(row.cells["form"].casefold())
    if form is None:
        sentence = mark("Line {line}: there is no form {found!r} in this programme.")
        raise Invalid(sentence, line=row.line, found=row.cells["form"])
    try:
        day = date.fromisoformat(row.cells["date"])
    except ValueError as error:
        sentence = mark("Line {line}: {found!r} is no date. Please write it as 2026-09-30.")
        raise Invalid(sentence, line=row.line, found=row.cells["date"]) from error
    return PaperLine(
        line=row.line,
        email=row.cells["email"].casefold(),
        form=form,
        given_on=day,
        readers=row.cells["readers"].casefold(),
        cells=row.cells,
    )


def _cell(field: FormField, text: str, people: Mapping[str, str]) -> Value:
    """Return what stands in a cell in the shape of an answer; empty is none."""
    if not text:
        return None
    match field.kind:
        case FieldKind.YES_NO:
            said, _, reason = text.partition(":")
            return {SAID: said.strip().casefold(), REASON: reason.strip()}
        case FieldKind.RATING:
            level, _, evidence = text.partition(":")
            return {LEVEL: _chosen(field, level.strip()), EVIDENCE: evidence.strip()}
        case FieldKind.CHOICES | FieldKind.RANKED:
            return tuple(_chosen(field, one) for one in _split(text))
        case FieldKind.MEMBER | FieldKind.MEMBERS:
            return tuple(people.get(one.casefold(), one) for one in _split(text))
        case FieldKind.FILE:
            return tuple({"name": one, "link": one} for one in _split(text))
        case FieldKind.RECORDS:
            return tuple(_record(field, one) for one in _split(text))
        case _:
            return _chosen(field, text)


def _record(field: FormField, text: str) -> Record:
    """Return one record, its fields in their order between bars."""
    cells = [one.strip() for one in text.split(_PARTS)]
    pairs = zip(field.fields, cells, strict=False)
    return {asked.id: _simple(asked, cell) for asked, cell in pairs}


def _simple(field: Question, cell: str) -> Simple:
    return _chosen(field, cell) if cell else None


def _chosen(field: Question, text: str) -> str:
    """Return the id of an option that is named by its label; anything else stays as it is."""
    labels = {one.label.say().casefold(): one.id for one in field.options}
    return labels.get(text.casefold(), text)


def _split(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(_SEVERAL) if one.strip())
