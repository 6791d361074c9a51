"""Say what went wrong in sentences with a class.

::

    RoundsError
    ├── Refused          the person may not, or not now
    │   ├── NotAllowed   the policy says no
    │   │   └── Ended    the programme of the network is over
    │   ├── NotFound     the thing is not there (any more), or not theirs
    │   └── Invalid      what was typed cannot be taken; carries the field
    ├── ProgrammeError   a programme file cannot be used
    ├── SettingsError    the environment is not complete
    ├── DatabaseError    the database cannot be reached or is of another version
    └── Unreachable      the workspace does not answer just now

``sentence`` is a msgid of the catalogue, so a driver can show it in the reader's language.
"""

from collections.abc import Mapping
from datetime import date

from bot.i18n import Translator, mark


class RoundsError(Exception):
    """Something that a person can be told about in one sentence."""

    sentence = mark("Something went wrong. Nothing was lost; please try again.")

    def __init__(self, sentence: str | None = None, /, **values: object) -> None:
        """Keep an own sentence, if given, and the values that fill its blanks."""
        self.sentence = sentence if sentence is not None else type(self).sentence
        self.values: Mapping[str, object] = values
        super().__init__(self.sentence.format(**values) if values else self.sentence)

    def tell(self, translate: Translator) -> str:
        """Return the sentence in the reader's language."""
        text = translate(self.sentence)
        return text.format(**self.values) if self.values else text


class Refused(RoundsError):
    """The person may not do this, or not now."""

    sentence = mark("That is not possible right now.")


class NotAllowed(Refused):
    """The policy says no; nothing was changed."""

    sentence = mark("This is not yours to do or see. Whoever leads your network can help.")


class Ended(NotAllowed):
    """The programme of a network is over; ``day`` is a date, told in the reader's language."""

    sentence = mark(
        "{network} ended on {day}. What was written there stays: `/rounds me` has your own texts."
    )

    def __init__(self, *, network: str, day: date) -> None:
        """Keep which network it was, and since when on its own calendar."""
        super().__init__(None, network=network, day=day)
        self.network, self.day = network, day


class NotFound(Refused):
    """The thing is not there any more, or was never this person's."""

    sentence = mark("I cannot find that any more. It may have been moved or withdrawn.")


class Invalid(Refused):
    """What was typed cannot be taken as it is; ``field`` says beside which field to say so."""

    sentence = mark("I cannot take this answer as it is.")

    def __init__(self, sentence: str, /, *, field: str | None = None, **values: object) -> None:
        """Keep the sentence and the field it belongs beside."""
        super().__init__(sentence, **values)
        self.field = field


class InvalidMany(Refused):
    """Several fields cannot be taken; each has its own sentence."""

    sentence = mark("Some answers need another look.")

    def __init__(self, problems: tuple[Invalid, ...]) -> None:
        """Keep one ``Invalid`` for each field."""
        super().__init__()
        self.problems = problems


class ProgrammeError(RoundsError):
    """A programme file cannot be used; the sentence names file, line and what was expected."""

    sentence = mark("This programme file cannot be used.")


class SettingsError(RoundsError):
    """The environment is not complete; the sentence names the variable and the remedy."""

    sentence = mark("The settings are not complete.")


class DatabaseError(RoundsError):
    """The database cannot be reached, or is of another version."""

    sentence = mark("The database cannot be reached.")


class Unreachable(RoundsError):
    """The workspace does not answer just now; trying again later helps."""

    sentence = mark("Slack does not answer just now. Nothing was lost; please try again.")
