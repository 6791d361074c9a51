"""What the bot says by itself: one record for each kind, without any look.

The outbox keeps a kind (``bot/domain/kinds.py``) and references. At the moment of sending
``services/composing.py`` makes one of these records of it, and ``handlers/blocks/messages.py``
gives it its look.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.agendas import AgendaAnswered, AgendaProposed, Blocks
from bot.domain.candidates import CandidateAnswered, CandidateInvitation
from bot.domain.deciding import Agreed, Decided, DecisionPrompt
from bot.domain.entries import Entry
from bot.domain.figures import LedMonth
from bot.domain.forms import Form
from bot.domain.gatherings import Gathering, Rsvp
from bot.domain.inquiry import Cycle, Standing
from bot.domain.kinds import Before, Message
from bot.domain.partner_messages import CheckBack, PartnerNews, PartnersMessage
from bot.domain.people import Person
from bot.domain.programme import Phase, Series
from bot.domain.stories import SchoolStory
from bot.domain.teams import Credited
from bot.domain.text import Text
from bot.domain.tool_messages import ToolMessage


@dataclass(frozen=True, kw_only=True, slots=True)
class Welcome(Message):
    """Greets a new member: what Rounds does, what it keeps, who reads what (S93)."""

    person: Person
    is_facilitator: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement(Message):
    """The one message about a gathering in the channel, updated in place."""

    gathering: Gathering
    series: Series
    agenda: Blocks
    """What will be done, as the programme says or as its owner published it (S15)."""
    coming: int
    maybe: int
    invited: int
    agreed: Agreed = field(default_factory=Agreed)
    school: str | None = None
    """The school it is for, where it is for one; nobody else is asked (S89)."""
    days: Sequence[Gathering] = ()
    """All its days where it takes several, in order (S62)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reminder(Message):
    """A private reminder of a gathering, at the member's own hour."""

    gathering: Gathering
    series: Series
    before: Before
    rsvp: Rsvp | None
    agreed: Agreed = field(default_factory=Agreed)
    prepare: Form | None = None
    """What is asked for beforehand, where its reader has not written it yet (S57, S82)."""
    on_the_eve: bool = False
    """Whether the reminder of the last hour comes the evening before, to spare the night."""
    days: Sequence[Gathering] = ()
    """All its days where it takes several, in order (S62)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GatheringChanged(Message):
    """Tells a member that a gathering was moved or cancelled."""

    gathering: Gathering
    series: Series


@dataclass(frozen=True, kw_only=True, slots=True)
class FormPrompt(Message):
    """Offers a form: a reflection after a gathering or a step."""

    form: Form
    beside: Form | None = None
    """A second one: the card of what is taken back to school (S27)."""
    about: str
    occasion: str
    """What it is about, in words: the title of the gathering, the name of the step."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StepPrompt(Message):
    """Opens a step of the inquiry to a member."""

    cycle: Cycle
    standing: Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class InquiryBoard(Message):
    """The progress of the common cycle in the channel, updated in place; counts, never texts."""

    cycle: Cycle
    standing: Standing
    contributed: int
    asked: int
    question: str | None = None
    """The problem of practice the network has adopted (S41)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckinPrompt(Message):
    """Asks a member for a check-in."""

    form: Form
    checkin_id: str
    name: Text
    words: str | None = None
    """What the facilitator who made it says with it."""
    round_on: date
    is_reminder: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NudgeMessage(Message):
    """A facilitator's own words to a member."""

    text: str
    sender: Person | None
    """None for the words of a programme."""
    open_verb: str | None
    """Which command answers it, if one does: ``inquiry``, ``checkin``, ``conference`` ..."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt(Message):
    """The private proof of an answer, with the whole answer and an Edit button."""

    form: Form
    entry: Entry
    occasion: str
    is_edit: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of the people chosen in its fields, by Slack id; a mention would call them."""
    together: Sequence[str] = ()
    """The names of those who wrote it with its author."""
    typed_by: str | None = None
    """Who typed it in from paper, for its author."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TookPart(Message):
    """The private proof that somebody answered an anonymous form, without a word of the answer."""

    form: Form
    occasion: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SharedEntry(Message):
    """An entry that its author shares with the network."""

    form: Form
    entry: Entry
    author: Person
    occasion: str
    agreed: int = 0
    needed: int = 0
    """How many say yes to a charter, and how many adopt it (S29); 0 where nothing is adopted."""
    is_asked_again: bool = False
    """Whether it was changed since somebody said yes, and who did is asked once more."""
    together: Sequence[str] = ()
    """The names of those who wrote it with its author."""
    is_nominated: bool = False
    """Whether it is one of the questions of which the network adopts one (S41)."""
    tried: int | None = None
    """How many have tried a practice note (S25); None for what is none."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of the people chosen in its fields, by Slack id; a mention would call them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp(Message):
    """Comes back to a next step that somebody planned two weeks ago (S72); for its author only."""

    entry: Entry
    next_step: str
    planned_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseSummary(Message):
    """Tells the network that a phase is over, with what was reached or waived (S23)."""

    left: Phase
    entered: Phase | None
    """The phase that begins; None where the programme has ended."""
    met: Sequence[str]
    waived: Sequence[str]
    reason: str | None
    led: tuple[LedMonth, ...] = ()
    """Who led the meetings so far, month by month (S4)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble(Message):
    """Tells a facilitator once that something could not be sent, and the remedy."""

    what: str
    why: str
    when: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestMessage(Message):
    """Brings together what was not said one by one and is still open; of all networks."""

    items: tuple[Message, ...]
    more: int = 0
    """How many more there are, older ones."""
    is_return: bool = False
    """Whether its reader was away or paused, and is back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StillHere(Message):
    """Asks once, after three silent rounds, whether to go on asking."""

    asked: CheckinPrompt


AnyMessage = (
    Welcome
    | CandidateInvitation
    | CandidateAnswered
    | Announcement
    | Reminder
    | GatheringChanged
    | AgendaProposed
    | AgendaAnswered
    | FormPrompt
    | ToolMessage
    | StepPrompt
    | InquiryBoard
    | CheckinPrompt
    | NudgeMessage
    | Receipt
    | TookPart
    | Credited
    | SharedEntry
    | FollowUp
    | CheckBack
    | PartnersMessage
    | PartnerNews
    | PhaseSummary
    | SchoolStory
    | DecisionPrompt
    | Decided
    | Trouble
    | DigestMessage
    | StillHere
)
