"""Any answers to a form, drawn before there is a Slack to type them into.

Hypothesis allows nobody to use ``random`` while it draws, and the threads of a bot do.
Whoever is chosen is a colleague, by their place among those who are there: ``0``, ``1``, ``2``.
"""

from typing import Any, TypeVar

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.domain.attachments import types_of
from bot.domain.fields import FormField, Value
from bot.domain.forms import Answers, FieldKind, Form
from bot.domain.parts import records_of
from tests.handlers.blocks.any_form import answer_to

T = TypeVar("T")
SCHOOL = "Lake & Hill School"
COLLEAGUES = ("0", "1", "2")
_NAMES = ("our plan", "données", "計画", "a&b <c>")


def any_answers(form: Form, *, instead_of: Answers | None = None) -> Answers:
    """Return answers of which some are left open; none where others were kept before."""
    before = instead_of or {}
    optional = st.booleans() if instead_of is None else st.just(value=True)
    return any_of(_filled(form, before, optional=optional))


def any_of(strategy: st.SearchStrategy[T]) -> T:
    """Draw an example: Hypothesis begins with the simplest one, and goes on with any."""
    found: list[T] = []

    @settings(max_examples=2, database=None, derandomize=True, phases=[Phase.generate])
    @given(strategy)
    def draw(one: T) -> None:
        found.append(one)

    draw()
    return found[-1]


@st.composite
def _filled(
    draw: st.DrawFn, form: Form, before: Answers, *, optional: st.SearchStrategy[bool]
) -> Answers:
    """Answer what a form asks, also what it asks after that."""
    answers: dict[str, Value] = {}
    for field in form.fields:
        is_asked = field.id in {one.id for one in form.asked(answers)}
        if is_asked and (field.required or draw(optional)):
            least = len(records_of(before.get(field.id)))
            answers[field.id] = draw(_answer(field, least=least))
    return answers


def _answer(field: FormField, *, least: int) -> st.SearchStrategy[Any]:
    """Make any answer of somebody here; of records at least so many."""
    match field.kind:
        case FieldKind.MEMBER:
            return st.sampled_from(COLLEAGUES)
        case FieldKind.MEMBERS:
            return st.lists(st.sampled_from(COLLEAGUES), min_size=1, unique=True).map(tuple)
        case FieldKind.SCHOOL:
            return st.just(SCHOOL)
        case FieldKind.FILE:
            ending = types_of(field)[0]
            return st.sampled_from(_NAMES).map(lambda name: ({"name": f"{name}.{ending}"},))
        case FieldKind.RECORDS:
            return answer_to(field).filter(lambda some: len(records_of(some)) >= least)
        case _:
            return answer_to(field)
