"""What the questions of a sample form offer."""

from collections.abc import Callable

from bot.domain.fields import FieldKind, Given, Option, Question, Record
from bot.domain.text import Text


def text(words: str) -> Text:
    """Return English words."""
    return Text(by_language={"en": words})


def options(say: Callable[[str], str]) -> tuple[Option, ...]:
    """Return what a choice offers."""
    return tuple(Option(id=one, label=text(say(one))) for one in ("first", "second", "third"))


def levels(say: Callable[[str], str]) -> tuple[Given, ...]:
    """Return the levels of a rubric."""
    return tuple(
        Given(
            id=str(value),
            label=text(say(name)),
            means=text(say("Some groups do it.")),
            needs=text(say("One dated example.")),
        )
        for value, name in enumerate(("Not yet", "Partly in place", "Fully in place"))
    )


def schools(say: Callable[[str], str]) -> tuple[Given, ...]:
    """Return the schools of a roster."""
    return tuple(Given(id=one, label=text(say(one))) for one in ("Lakeside", "Hillcrest"))


def in_a_record(say: Callable[[str], str]) -> tuple[Question, ...]:
    """Return what each record holds."""
    return (
        Question(id="what", kind=FieldKind.SHORT_TEXT, label=text(say("What will you do?"))),
        Question(id="by", kind=FieldKind.DATE, label=text(say("By when?")), required=False),
    )


def files(say: Callable[[str], str]) -> tuple[Record, ...]:
    """Return a file that was put in, and the address of one."""
    link = "https://schools.example/files/F1/plan.pdf"
    return (
        {"id": "F1", "name": say("plan.pdf"), "type": "pdf", "size": 9, "link": link},
        {"name": link, "link": link},
    )
