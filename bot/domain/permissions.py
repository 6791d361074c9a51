"""Who may do what: one pure policy, asked by every service verb; what no rule allows is denied.

The programme lead starts and holds the networks of a workspace; a facilitator leads one; a fellow
belongs to one; a stranger belongs to none. Workspace administrators gain nothing by being so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.entries import Entry
from bot.domain.next_steps import step_is_shared
from bot.domain.people import Actor
from bot.domain.visibility import Visibility
from bot.errors import Ended, NotAllowed


class Verb(StrEnum):
    """Everything somebody can ask the product to do."""

    SEE_HELP = "see_help"
    SEE_HOME = "see_home"
    SEE_PRIVACY = "see_privacy"
    CHANGE_OWN_SETTINGS = "change_own_settings"
    SEE_WHY = "see_why"
    START_NETWORK = "start_network"
    APPOINT_FACILITATOR = "appoint_facilitator"
    SEE_NETWORK = "see_network"
    SEE_NETWORK_STATE = "see_network_state"
    EDIT_ROSTER = "edit_roster"
    SUGGEST_FELLOWS = "suggest_fellows"
    ANSWER_SUGGESTION = "answer_suggestion"
    SEE_TEAMS = "see_teams"
    FILL_OWN_PLACE = "fill_own_place"
    CHANGE_PHASE = "change_phase"
    SEE_FIGURES = "see_figures"
    SEE_STORY = "see_story"
    POST_STORY = "post_story"
    SEE_PARTNERS = "see_partners"
    MATCH_PARTNERS = "match_partners"
    SEE_OWN_PORTFOLIO = "see_own_portfolio"
    SEE_CALENDAR = "see_calendar"
    EDIT_CALENDAR = "edit_calendar"
    SEE_GATHERINGS = "see_gatherings"
    PLAN_GATHERINGS = "plan_gatherings"
    ANSWER_INVITATION = "answer_invitation"
    PUBLISH_AGENDA = "publish_agenda"
    PUBLISH_OWN_AGENDA = "publish_own_agenda"
    PROPOSE_BLOCK = "propose_block"
    MARK_OWN_PRESENCE = "mark_own_presence"
    MARK_PRESENCE = "mark_presence"
    SEE_INQUIRY = "see_inquiry"
    ANSWER_STEP = "answer_step"
    TICK_CHECKS = "tick_checks"
    MOVE_CYCLE = "move_cycle"
    WRITE_ENTRY = "write_entry"
    EDIT_ENTRY = "edit_entry"
    READ_ENTRY = "read_entry"
    READ_WHAT_IS_SENT = "read_what_is_sent"
    SHARE_ENTRY = "share_entry"
    HIDE_ENTRY = "hide_entry"
    WITHDRAW_ENTRY = "withdraw_entry"
    TAKE_NAME_OFF = "take_name_off"
    ENTER_PAPER = "enter_paper"
    AGREE = "agree"
    SEE_LIBRARY = "see_library"
    MARK = "mark"
    DECIDE = "decide"
    LEAD_DECISIONS = "lead_decisions"
    MOVE_PROGRAMME = "move_programme"
    CHANGE_WORDS = "change_words"
    NUDGE = "nudge"
    EXPORT = "export"


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """What a verb is about: the network, whose thing it is, and the entry itself where one is."""

    network_id: int | None = None
    owner_id: int | None = None
    entry: Entry | None = None
    author_trio: int | None = None


Rule = Callable[[Actor, Matter], bool]


def _anybody(_actor: Actor, _matter: Matter) -> bool:
    return True


def _lead(actor: Actor, _matter: Matter) -> bool:
    return actor.is_programme_lead


def _facilitator(actor: Actor, matter: Matter) -> bool:
    return matter.network_id is not None and actor.facilitates(matter.network_id)


def _member(actor: Actor, matter: Matter) -> bool:
    return matter.network_id is not None and actor.membership(matter.network_id) is not None


def _fellow(actor: Actor, matter: Matter) -> bool:
    """Whether they belong to the network without leading it."""
    return _member(actor, matter) and not _facilitator(actor, matter)


def _author(actor: Actor, matter: Matter) -> bool:
    """Whether it is theirs, also after they have left the network."""
    return matter.owner_id == actor.id


def _owner(actor: Actor, matter: Matter) -> bool:
    return matter.owner_id == actor.id and _member(actor, matter)


def _credited(actor: Actor, matter: Matter) -> bool:
    """Whether they are named as one who wrote it, also after they have left the network."""
    return matter.entry is not None and actor.id in matter.entry.people


def _typist(actor: Actor, matter: Matter) -> bool:
    """Whether they lead the network and typed it in from paper, and its author left it so."""
    return (
        matter.entry is not None
        and matter.entry.entered_by == actor.id
        and matter.entry.version == 1
        and actor.facilitates(matter.entry.network_id)
    )


def _any_facilitator(actor: Actor, _matter: Matter) -> bool:
    return actor.person.is_facilitator or any(one.is_facilitator for one in actor.memberships)


def _reader(actor: Actor, matter: Matter) -> bool:
    return matter.entry is not None and may_read(
        actor, matter.entry, author_trio=matter.author_trio
    )


def _one_of(*rules: Rule) -> Rule:
    return lambda actor, matter: any(rule(actor, matter) for rule in rules)


RULES: Mapping[Verb, Rule] = {
    Verb.SEE_HELP: _anybody,
    Verb.SEE_HOME: _anybody,
    Verb.SEE_PRIVACY: _anybody,
    Verb.CHANGE_OWN_SETTINGS: _anybody,
    Verb.SEE_WHY: _author,
    Verb.START_NETWORK: _one_of(_lead, _any_facilitator),
    Verb.APPOINT_FACILITATOR: _lead,
    Verb.SEE_NETWORK: _one_of(_member, _lead),
    Verb.SEE_NETWORK_STATE: _one_of(_facilitator, _lead),
    Verb.EDIT_ROSTER: _one_of(_facilitator, _lead),
    Verb.SUGGEST_FELLOWS: _one_of(_member, _lead),
    Verb.ANSWER_SUGGESTION: _author,
    Verb.SEE_TEAMS: _one_of(_member, _lead),
    Verb.FILL_OWN_PLACE: _owner,
    Verb.CHANGE_PHASE: _facilitator,
    Verb.SEE_FIGURES: _one_of(_member, _lead),
    Verb.SEE_STORY: _one_of(_member, _lead),
    Verb.POST_STORY: _member,
    Verb.SEE_PARTNERS: _member,
    Verb.MATCH_PARTNERS: _facilitator,
    Verb.SEE_OWN_PORTFOLIO: _owner,
    Verb.SEE_CALENDAR: _one_of(_member, _lead),
    Verb.EDIT_CALENDAR: _one_of(_facilitator, _lead),
    Verb.SEE_GATHERINGS: _one_of(_member, _lead),
    Verb.PLAN_GATHERINGS: _one_of(_facilitator, _lead),
    Verb.ANSWER_INVITATION: _member,
    Verb.PUBLISH_AGENDA: _facilitator,
    Verb.PUBLISH_OWN_AGENDA: _fellow,
    Verb.PROPOSE_BLOCK: _one_of(_member, _lead),
    Verb.MARK_OWN_PRESENCE: _member,
    Verb.MARK_PRESENCE: _facilitator,
    Verb.SEE_INQUIRY: _one_of(_member, _lead),
    Verb.ANSWER_STEP: _member,
    Verb.TICK_CHECKS: _one_of(_facilitator, _owner),
    Verb.MOVE_CYCLE: _one_of(_facilitator, _owner),
    Verb.WRITE_ENTRY: _member,
    Verb.EDIT_ENTRY: _owner,
    Verb.READ_ENTRY: _reader,
    Verb.READ_WHAT_IS_SENT: _facilitator,
    Verb.SHARE_ENTRY: _owner,
    Verb.HIDE_ENTRY: _author,
    Verb.WITHDRAW_ENTRY: _one_of(_author, _typist),
    Verb.TAKE_NAME_OFF: _credited,
    Verb.ENTER_PAPER: _facilitator,
    Verb.AGREE: _member,
    Verb.SEE_LIBRARY: _one_of(_member, _lead),
    Verb.MARK: _member,
    Verb.DECIDE: _member,
    Verb.LEAD_DECISIONS: _facilitator,
    Verb.MOVE_PROGRAMME: _one_of(_facilitator, _lead),
    Verb.CHANGE_WORDS: _one_of(_facilitator, _lead),
    Verb.NUDGE: _facilitator,
    Verb.EXPORT: _one_of(_facilitator, _lead),
}


AFTER_THE_END = frozenset(
    {
        Verb.SEE_HELP,
        Verb.SEE_HOME,
        Verb.SEE_PRIVACY,
        Verb.CHANGE_OWN_SETTINGS,
        Verb.SEE_WHY,
        Verb.START_NETWORK,
        Verb.APPOINT_FACILITATOR,
        Verb.SEE_NETWORK,
        Verb.CHANGE_PHASE,
        Verb.SEE_FIGURES,
        Verb.SEE_STORY,
        Verb.SEE_OWN_PORTFOLIO,
        Verb.SEE_INQUIRY,
        Verb.SEE_LIBRARY,
        Verb.MARK,
        Verb.READ_ENTRY,
        Verb.READ_WHAT_IS_SENT,
        Verb.HIDE_ENTRY,
        Verb.WITHDRAW_ENTRY,
        Verb.TAKE_NAME_OFF,
        Verb.EXPORT,
    }
)
"""What is done still once a programme is over: read, take back, take along, and open it again."""


def may(actor: Actor, verb: Verb, matter: Matter) -> bool:
    """Whether an actor may do this; a verb without a rule is denied."""
    return _by_rule(actor, verb, matter) and not _is_over(actor, verb, matter)


def _by_rule(actor: Actor, verb: Verb, matter: Matter) -> bool:
    rule = RULES.get(verb)
    return rule is not None and rule(actor, matter)


def _is_over(actor: Actor, verb: Verb, matter: Matter) -> bool:
    return verb not in AFTER_THE_END and actor.ending(matter.network_id) is not None


def demand(
    actor: Actor,
    verb: Verb,
    *,
    network_id: int | None = None,
    owner_id: int | None = None,
    entry: Entry | None = None,
    author_trio: int | None = None,
) -> None:
    """Raise NotAllowed unless the actor may do this; Ended where only the end stands against it."""
    matter = Matter(network_id=network_id, owner_id=owner_id, entry=entry, author_trio=author_trio)
    if not _by_rule(actor, verb, matter):
        raise NotAllowed
    ending = actor.ending(network_id)
    if ending is not None and _is_over(actor, verb, matter):
        raise Ended(network=ending.network, day=ending.on)


def may_read(actor: Actor, entry: Entry, *, author_trio: int | None = None) -> bool:
    """Whether an actor may read the text of an entry.

    Those who wrote it always may. ``only_me`` ends there. A facilitator of the network reads what
    is meant for the facilitator or the network, a trio what is meant for the trio, members what is
    meant for the network; the programme lead reads what is shared with a network, nothing else.
    A proposal that is meant for the facilitator is shown without its author, where it is grouped.
    """
    if actor.id in entry.writers:
        return True
    membership = actor.membership(entry.network_id)
    match entry.visibility:
        case Visibility.ONLY_ME:
            return False
        case Visibility.FACILITATOR:
            leads = membership is not None and membership.is_facilitator
            return leads and not entry.about.is_nameless
        case Visibility.TRIO:
            return (
                membership is not None
                and author_trio is not None
                and (membership.trio == author_trio)
            )
        case Visibility.NETWORK:
            return membership is not None or actor.is_programme_lead


def may_read_step(actor: Actor, entry: Entry, *, author_trio: int | None = None) -> bool:
    """Whether an actor may read the next step of an entry and its day: its partners, if ticked."""
    membership = actor.membership(entry.network_id)
    trio = membership.trio if membership is not None else None
    is_partner = trio is not None and trio == author_trio
    is_shown = is_partner and step_is_shared(entry)
    return is_shown or may_read(actor, entry, author_trio=author_trio)
