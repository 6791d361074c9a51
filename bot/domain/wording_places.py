"""What of a programme a network may say in its own way: kinds of parts, and how each is said."""

from dataclasses import dataclass
from enum import StrEnum

_LONG = 1500


class Chapter(StrEnum):
    """The parts of a programme that have words of their own."""

    NETWORK = "network"
    PHASES = "phases"
    GATHERINGS = "gatherings"
    STEPS = "steps"
    PROMPTS = "prompts"
    DECISIONS = "decisions"
    TOOLKIT = "toolkit"
    FORMS = "forms"


class Manner(StrEnum):
    """How something is said: a text, several lines, or days on which it happens."""

    TEXT = "text"
    LINES = "lines"
    DAYS = "days"


@dataclass(frozen=True, kw_only=True, slots=True)
class Saying:
    """What may be said at a key of some part: how, how long at most, and whether it may be empty.

    Limits are those of ``programme check``, or what fits into one input.
    """

    key: str
    most: int = _LONG
    optional: bool = False
    manner: Manner = Manner.TEXT


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """Parts of one kind: the way to them, with ``*`` for each of a list, and their sayings.

    What has no id, such as a topic, goes by its number, from one on.
    """

    chapter: Chapter
    way: tuple[str, ...]
    sayings: tuple[Saying, ...]


_DAYS = Saying(key="when", manner=Manner.DAYS)
_PROMPTS = Saying(key="prompts", manner=Manner.LINES)
_IN_SHORT = Saying(key="text", most=75)
KINDS = (
    Kind(
        chapter=Chapter.NETWORK,
        way=(),
        sayings=(
            Saying(key="about"),
            Saying(key="purpose", optional=True),
            Saying(key="norms", manner=Manner.LINES, optional=True),
        ),
    ),
    Kind(
        chapter=Chapter.PHASES,
        way=("phases", "*"),
        sayings=(Saying(key="name", most=75), Saying(key="about", optional=True)),
    ),
    Kind(chapter=Chapter.PHASES, way=("phases", "*", "entry", "*"), sayings=(_IN_SHORT,)),
    Kind(chapter=Chapter.PHASES, way=("phases", "*", "exit", "*"), sayings=(_IN_SHORT,)),
    Kind(
        chapter=Chapter.PHASES,
        way=("phases", "*", "modules", "*"),
        sayings=(
            Saying(key="name", most=75),
            Saying(key="purpose"),
            Saying(key="prompts", manner=Manner.LINES, optional=True),
            Saying(key="done_when", manner=Manner.LINES, optional=True),
        ),
    ),
    Kind(
        chapter=Chapter.GATHERINGS,
        way=("series", "*"),
        sayings=(
            Saying(key="name", most=75),
            Saying(key="before", optional=True),
            Saying(key="competency", most=300, optional=True),
            Saying(key="outcome", most=300, optional=True),
            _DAYS,
        ),
    ),
    Kind(
        chapter=Chapter.GATHERINGS,
        way=("series", "*", "topics", "*"),
        sayings=(Saying(key="what", most=150), Saying(key="teachers", most=150, optional=True)),
    ),
    Kind(
        chapter=Chapter.STEPS,
        way=("steps", "*"),
        sayings=(Saying(key="name", most=75), Saying(key="purpose"), _PROMPTS),
    ),
    Kind(chapter=Chapter.STEPS, way=("steps", "*", "checks", "*"), sayings=(_IN_SHORT,)),
    Kind(
        chapter=Chapter.PROMPTS,
        way=("checkins", "*"),
        sayings=(Saying(key="name", most=75), Saying(key="text", optional=True), _DAYS),
    ),
    Kind(
        chapter=Chapter.PROMPTS,
        way=("nudges", "*"),
        sayings=(Saying(key="name", most=75), Saying(key="text"), _DAYS),
    ),
    Kind(
        chapter=Chapter.DECISIONS,
        way=("decisions", "*"),
        sayings=(Saying(key="name", most=75), Saying(key="about", most=500)),
    ),
    Kind(
        chapter=Chapter.TOOLKIT,
        way=("toolkit", "*"),
        sayings=(
            Saying(key="title", most=75),
            Saying(key="text", most=2500, optional=True),
            Saying(key="try_it", most=300),
        ),
    ),
    Kind(
        chapter=Chapter.FORMS,
        way=("forms", "*"),
        sayings=(
            Saying(key="title", most=24),
            Saying(key="about", optional=True),
            Saying(key="thanks", optional=True),
        ),
    ),
    Kind(
        chapter=Chapter.FORMS,
        way=("forms", "*", "fields", "*"),
        sayings=(
            Saying(key="label", most=150),
            Saying(key="hint", most=300, optional=True),
            Saying(key="example", most=150, optional=True),
        ),
    ),
    Kind(
        chapter=Chapter.FORMS,
        way=("forms", "*", "fields", "*", "options", "*"),
        sayings=(Saying(key="label", most=75),),
    ),
)
