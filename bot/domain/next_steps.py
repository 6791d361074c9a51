"""Next steps: a question beside the day of one, whether partners may read it and ask (S26).

The question stands in no programme file: a form that is for the facilitator and asks for a next
step with its day gets it, for whoever has partners. Its answer opens that one sentence and its day
to them, and nothing else of the entry.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.entries import Entry
from bot.domain.fields import FieldKind, FormField, Given
from bot.domain.forms import Answers, Form, Page
from bot.domain.parts import words_of
from bot.domain.text import Text
from bot.domain.visibility import Visibility

NEXT_STEP = "next_step"
NEXT_STEP_ON = "next_step_on"
"""Fields of a form whose answer comes back to its author by itself."""
PARTNERS_ASK = "+partners"
"""The id of the question; none that a programme can give."""
YES = "yes"


def asks_for_a_day(form: Form) -> bool:
    """Whether partners are a question of a form: it is for the facilitator, its step has a day."""
    ids = {field.id for field in form.fields}
    is_private = form.visibility is Visibility.FACILITATOR and not form.anonymous
    return is_private and {NEXT_STEP, NEXT_STEP_ON} <= ids


def asking_partners(form: Form, *, label: str, tick: str, hint: str) -> Form:
    """Return a form with the question below the day of the next step."""
    option = Given(id=YES, label=Text(by_language={"en": tick}))
    asked = FormField(
        id="partners",
        kind=FieldKind.SHORT_TEXT,
        label=Text(by_language={"en": label}),
        hint=Text(by_language={"en": hint}),
        required=False,
    ).model_copy(update={"id": PARTNERS_ASK, "kind": FieldKind.CHOICES, "options": (option,)})
    pages = tuple(_with(page, asked) for page in form.pages)
    return form.model_copy(update={"pages": pages})


def _with(page: Page, asked: FormField) -> Page:
    fields: list[FormField] = []
    for field in page.fields:
        fields += [field, asked] if field.id == NEXT_STEP_ON else [field]
    return page.model_copy(update={"fields": tuple(fields)})


def ticked_as_before(form: Form, written: Iterable[Entry]) -> Answers:
    """Return the tick of a new form: as in what its writer planned last; at first there is none.

    ``written`` is newest first.
    """
    if all(field.id != PARTNERS_ASK for field in form.fields):
        return {}
    planned = next((one for one in written if one.answers.get(NEXT_STEP_ON)), None)
    said = words_of(planned.answers.get(PARTNERS_ASK)) if planned is not None else ()
    return {PARTNERS_ASK: (YES,)} if YES in said else {}


def step_is_shared(entry: Entry) -> bool:
    """Whether partners may read the next step of an entry, and nothing else of it.

    What is for its author alone is so as a whole.
    """
    said = YES in words_of(entry.answers.get(PARTNERS_ASK))
    is_named = bool(entry.answers.get(NEXT_STEP) and entry.answers.get(NEXT_STEP_ON))
    return said and is_named and entry.visibility is Visibility.FACILITATOR


def without_partners_ask(entry: Entry) -> Entry:
    """Return the next version of an entry, whose next step partners may no longer read."""
    answers = {name: one for name, one in entry.answers.items() if name != PARTNERS_ASK}
    return replace(entry, answers=answers, version=entry.version + 1)
