"""Every form of every programme, where people come to it: filled, sent, read back, changed."""

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Self

import pytest

from bot.domain.anonymous import Asked
from bot.domain.answers import read_answers
from bot.domain.entries import Entry, FormRef
from bot.domain.fields import FormField, Question, Simple, Value
from bot.domain.forms import Answers, FieldKind, Form
from bot.domain.parts import record_part, records_of, spread, words_of
from bot.domain.programme import Programme
from bot.domain.teams import WHO_TOOK_PART
from bot.services.catalogue import Catalogue
from bot.simulator.slack import Message, PersonSession
from bot.simulator.slack.surfaces import Place, walk
from bot.simulator.stage import Stage
from handlers.blocks.answers import read_form
from handlers.blocks.ids import FIELD, Action, field_block
from handlers.blocks.packing import pack
from tests.handlers.any_answers import COLLEAGUES, SCHOOL, any_answers
from tests.handlers.doors import come_to, doors, fellows, form_open
from tests.handlers.scene import Scene, block_ids, shown

SEPTEMBER = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)
MOST_PAGES = 8
NO_ROOM = "there is no room for it here"
TOLD_OTHERWISE = (FieldKind.DATE, FieldKind.TIME, FieldKind.NUMBER)
"""Kinds that a receipt tells in the words of its reader."""


@pytest.mark.parametrize("key", Catalogue().keys())
def test_every_form_is_opened_filled_sent_and_changed(key: str) -> None:
    """What is kept, proved and shown again is what was typed; Slack refuses nothing (issue 3)."""
    programme = programmes()[key]
    answers = {one.id: any_answers(programme.form(one.id)) for one in programme.forms}
    others = {
        one.id: any_answers(programme.form(one.id), instead_of=answers[one.id])
        for one in programme.forms
        if not one.anonymous and is_new(one, key)
    }
    sheets: dict[str, Sheet] = {}

    with Stage(SEPTEMBER) as stage:
        scene = begun(stage, key)
        for door in doors(scene):
            who = None if door.form_id in sheets else come_to(scene, door)
            if who is not None:
                sheets[door.form_id] = Sheet.filled(scene, who, answers[door.form_id])
        stage.bot.ticks.until_idle(plan=False)
        for sheet in sheets.values():
            sheet.is_kept()
        for form_id, other in others.items():
            sheets[form_id].change(other)
        stage.bot.ticks.until_idle(plan=False)
        for form_id in others:
            sheets[form_id].is_kept()
        violations = stage.slack.violations

    assert answers.keys() - sheets.keys() == set()
    assert violations == ()


def is_new(form: Form, key: str) -> bool:
    """Whether no programme that comes before this one has the very same form."""
    return all(form not in one.forms for before, one in programmes().items() if before < key)


@cache
def programmes() -> Mapping[str, Programme]:
    """Return every programme that is shipped."""
    catalogue = Catalogue()
    keys = catalogue.keys()
    return {key: catalogue.get(key) for key in keys}


def begun(stage: Stage, key: str) -> Scene:
    """Begin a network of a programme: three people of one school, of different roles."""
    scene = Scene.begin(stage, name=key, programme=key)
    networks, daniel = stage.bot.services.networks, scene.actor(scene.facilitator)
    programme = scene.network.programme
    level = programme.levels[0].id if programme.levels else None
    members = {one.slack_id: one for one in networks.roster(daniel, scene.network.id).members}
    for number, who in enumerate(fellows(scene)):
        role = programme.roles[number % len(programme.roles)].id
        networks.fill_place(daniel, members[who.person.id], school=SCHOOL, role=role, level=level)
    return scene


@dataclass(kw_only=True, slots=True)
class Sheet:
    """One form before somebody: what was typed into it last, and what is kept."""

    scene: Scene
    who: PersonSession
    ref: FormRef
    form: Form
    answers: Answers
    entry: Entry | None = None

    @classmethod
    def filled(cls, scene: Scene, who: PersonSession, answers: Answers) -> Self:
        """Fill the form that is open before somebody, and send it."""
        ref = form_open(who)
        assert ref is not None
        form = scene.stage.bot.services.entries.open(scene.actor(who), ref).form
        sheet = cls(scene=scene, who=who, ref=ref, form=form, answers={})
        sheet._fill(answers)
        return sheet

    def change(self, answers: Answers) -> None:
        """Press Edit on the receipt, put other answers in each place, and save them."""
        self.who.click(Action.EDIT_ENTRY, on=self._receipt())
        self._fill(answers)

    def is_kept(self) -> None:
        """See that what was typed stands in the database and in the receipt."""
        if self.form.anonymous:
            found = [plain(self.form, one) for one in self._without_names()]
            assert plain(self.form, self.answers) in found
            return
        entries, actor = self.scene.stage.bot.services.entries, self.scene.actor(self.who)
        written = entries.written(actor, self.ref.network_id, form_id=self.form.id)
        self.entry = next(one.entry for one in written if one.entry.about == self.ref.about)
        assert plain(self.form, self.entry.answers) == plain(self.form, self.answers)
        assert len(self.entry.people) == (len(COLLEAGUES) - 1 if self.form.team else 0)
        said = [w for one in self.form.fields for w in words(one, self.answers.get(one.id))]
        names = {one.person.id: one.person.real_name for one in fellows(self.scene)}
        proof = squeezed(html.unescape(shown(self._receipt().blocks)))
        unsaid = [one for one in said if squeezed(names.get(one, one)) not in proof]
        assert unsaid == [] or squeezed(NO_ROOM) in proof

    def _receipt(self) -> Message:
        """Return the message that proves what is kept and lets it be changed."""
        assert self.entry is not None
        edit = pack(n=self.ref.network_id, e=self.entry.id)
        return next(
            message
            for message in reversed(self.who.inbox)
            for place in walk(message.blocks)
            if (place.action_id, place.element.get("value")) == (Action.EDIT_ENTRY, edit)
        )

    def _fill(self, answers: Answers) -> None:
        """Turn the pages, and type what each asks; what stands there is what was kept."""
        self.answers = {
            key: self._with_people(self.form.field(key), one) for key, one in answers.items()
        }
        for _ in range(MOST_PAGES):
            self._shows_what_is_kept()
            self._type()
            sent = self.who.submit()
            assert (sent.ok, sent.errors, sent.client_errors) == (True, {}, {})
            if form_open(self.who) is None:
                break
        self.who.close(all_views=True)
        self.scene.stage.rest()

    def _shows_what_is_kept(self) -> None:
        """See that each question of an opened page holds what was sent; files stand above it."""
        if self.entry is None or self.who.modal is None:
            return
        there = read_form(self.who.modal.state["values"], self.form)
        asked = [one for one in self.form.fields if one.id in there and one.id != WHO_TOOK_PART]
        stands = read_answers(asked, there, today=self.scene.today())
        kept = {key: self.entry.answers.get(key) for key in stands}
        assert plain(self.form, stands) == plain(self.form, kept)

    def _with_people(self, field: FormField, value: Value) -> Value:
        """Return an answer with colleagues who are there in place of their numbers."""
        ids = dict(zip(COLLEAGUES, (one.person.id for one in fellows(self.scene)), strict=True))
        if field.kind is FieldKind.MEMBER:
            return ids[str(value)]
        if field.kind is FieldKind.MEMBERS:
            return tuple(ids[one] for one in words_of(value))
        return value

    def _type(self) -> None:
        """Type what a page asks, also what it asks after that; who took part is ticked."""
        seen: set[str] = set()
        while (place := self._next(seen)) is not None:
            seen.add(place.block_id)
            field_id, _, part = place.block_id.removeprefix(FIELD).partition("/")
            field, answer = self.form.field(field_id), self.answers.get(field_id)
            self._make_room(field, len(records_of(answer)))
            value: object
            if field_id == WHO_TOOK_PART:
                value = [one.id for one in field.options]
            elif place.element["type"] == "file_input":
                value = [self.who.upload(name, b"Ours.") for name in file_names(answer)]
            else:
                value = typed(spread(field, answer).get(part))
            if value:
                self.who.set(place.block_id, value)

    def _next(self, seen: set[str]) -> Place | None:
        blocks = self.who.modal.raw["blocks"] if self.who.modal is not None else ()
        inputs = (one for one in walk(blocks) if one.is_input and one.block_id.startswith(FIELD))
        return next((one for one in inputs if one.block_id not in seen), None)

    def _make_room(self, field: FormField, count: int) -> None:
        """Press "Add another" until a list has room for so many records."""
        if field.kind is not FieldKind.RECORDS or not count:
            return
        assert self.who.modal is not None
        room = field_block(field.id, record_part(count, ""))
        while not any(one.startswith(room) for one in block_ids(self.who.modal.raw)):
            self.who.click(Action.FORM_ADD)

    def _without_names(self) -> tuple[Answers, ...]:
        """Let enough others answer for anything to be shown, and return what was answered."""
        ref, week_of = self.ref, self.scene.today()
        asked = Asked(network_id=ref.network_id, form_id=ref.form_id, about=ref.about)
        with self.scene.stage.store.write() as tx:
            for one in (*fellows(self.scene), self.scene.facilitator, self.scene.lead):
                tx.anonymous.answer(self.scene.actor(one).id, asked, {}, week_of=week_of)
            return tx.anonymous.peek(asked)


def plain(form: Form, answers: Answers) -> Any:
    """Return answers as they can be compared: what is empty is left out, a file is its name."""
    some = {key: value for key, value in answers.items() if value not in (None, (), {})}
    files = {one.id for one in form.fields if one.kind is FieldKind.FILE}
    named = {key: file_names(one) if key in files else one for key, one in some.items()}
    return json.loads(json.dumps(named))


def typed(value: Simple) -> object:
    """Return what a person types for an answer that one input takes."""
    return str(value) if isinstance(value, int | float) else value


def file_names(value: Value) -> list[str]:
    """Return the names of files."""
    return [str(one["name"]) for one in records_of(value)]


def words(field: Question, value: Value) -> list[str]:
    """Return what a receipt says of an answer: texts and labels; of people, whose names."""
    if field.kind in TOLD_OTHERWISE:
        return []
    if field.kind is FieldKind.FILE:
        return file_names(value)
    if isinstance(field, FormField) and field.kind is FieldKind.RECORDS:
        return [
            word
            for record in records_of(value)
            for asked in field.fields
            for word in words(asked, record.get(asked.id))
        ]
    labels = {option.id: option.label.say() for option in field.options}
    said = value.values() if isinstance(value, Mapping) else words_of(value)
    known = {**labels, **({"yes": "Yes", "no": "No"} if not labels else {})}
    return [known.get(str(one), str(one)) for one in said]


def squeezed(text: str) -> str:
    """Return a text without what its quotation adds: line breaks and the sign before a line."""
    return "".join(text.split()).replace(">", "")
