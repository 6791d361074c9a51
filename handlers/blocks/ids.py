"""Name every callback_id, block_id and action_id once.

Slack sends these names back months later, from messages that are still clickable: a name that was
used once keeps its meaning. What a button is about travels in its value, packed as compact JSON
with one letter for each thing: ``n`` network, ``g`` gathering, ``f`` form, ``a`` about (the stored
form of ``bot.domain.entries.About``), ``e`` entry, ``c`` cycle, ``k`` check-in, tool,
module or protocol, ``d`` date of a
round, ``v`` verb of a command, ``m`` person of a roster, ``s`` step or phase that is shown,
``t`` token, ``w`` delivery whose why is asked, ``i`` place in a list, ``x`` first
and last of what was loaded, ``b`` part of an agenda, ``q`` proposal,
``z`` chapter or place of own words, or words that are looked
for, ``y`` the school they are of; of a story ``x`` what was looked at; of a decision
``j`` which, ``l`` its level, ``h`` which round, ``i`` choice or item; of a nudge also
``o`` only for whom, ``h`` how often, ``u`` until when, ``r`` reminder after so many days, ``p`` the
prompt.
"""

import json
import re
from enum import StrEnum


class Action(StrEnum):
    """What somebody does with a button, a menu or a field."""

    OPEN_INQUIRY = "act.open_inquiry"
    OPEN_CHECKIN = "act.open_checkin"
    OPEN_REFLECT = "act.open_reflect"
    OPEN_GATHERING = "act.open_gathering"
    OPEN_FORM = "act.open_form"
    OPEN_SETTINGS = "act.open_settings"
    OPEN_ROSTER = "act.open_roster"
    OPEN_PLACE = "act.open_place"
    RSVP_YES = "act.rsvp_yes"
    RSVP_MAYBE = "act.rsvp_maybe"
    RSVP_NO = "act.rsvp_no"
    I_AM_HERE = "act.i_am_here"
    MOVE_PROGRAMME = "act.move_programme"
    WORDING_CHAPTER = "act.wording_chapter"
    CHOOSE_WORDING = "act.choose_wording"
    WORDING_DAYS = "act.wording_days"
    UNDO_WORDING = "act.undo_wording"
    OPEN_AGENDA = "act.open_agenda"
    AGENDA_PART = "act.agenda_part"
    ADD_PART = "act.add_part"
    PUBLISH_AGENDA = "act.publish_agenda"
    DROP_AGENDA = "act.drop_agenda"
    RESET_AGENDA = "act.reset_agenda"
    PROPOSE_PART = "act.propose_part"
    ACCEPT_PART = "act.accept_part"
    DECLINE_PART = "act.decline_part"
    MOVE_GATHERING = "act.move_gathering"
    CANCEL_GATHERING = "act.cancel_gathering"
    MARK_PRESENCE = "act.mark_presence"
    EDIT_ENTRY = "act.edit_entry"
    CHANGE_VISIBILITY = "act.change_visibility"
    SEE_ENTRY = "act.see_entry"
    WITHDRAW_ENTRY = "act.withdraw_entry"
    TAKE_NAME_OFF = "act.take_name_off"
    ENTER_PAPER = "act.enter_paper"
    LOAD_PAPERS = "act.load_papers"
    UNLOAD_PAPERS = "act.unload_papers"
    AGREE = "act.agree"
    OPEN_SHELF = "act.open_shelf"
    SEARCH_NOTES = "act.search_notes"
    OPEN_NOTE = "act.open_note"
    TRY_NOTE = "act.try_note"
    NOTE_NOT_TRIED = "act.note_not_tried"
    OPEN_TOOLKIT = "act.open_toolkit"
    OPEN_TOOL = "act.open_tool"
    TRY_TOOL = "act.try_tool"
    TOOL_NOT_TRIED = "act.tool_not_tried"
    OPEN_READING = "act.open_reading"
    OPEN_PROTOCOL = "act.open_protocol"
    OPEN_PARTNERS = "act.open_partners"
    DRAW_PARTNERS = "act.draw_partners"
    CHANGE_PARTNERS = "act.change_partners"
    SWAP_PARTNERS = "act.swap_partners"
    FIND_PARTNER = "act.find_partner"
    SEE_PREPARED = "act.see_prepared"
    OPEN_PORTFOLIO = "act.open_portfolio"
    OPEN_OWN_ENTRY = "act.open_own_entry"
    COPY_PORTFOLIO = "act.copy_portfolio"
    CONTINUE_DRAFT = "act.continue_draft"
    DISCARD_DRAFT = "act.discard_draft"
    NEXT_STEP = "act.next_step"
    PREVIOUS_STEP = "act.previous_step"
    TICK_CHECKS = "act.tick_checks"
    ADOPT = "act.adopt"
    CHOOSE_HOST = "act.choose_host"
    OPEN_DECISION = "act.open_decision"
    ALL_DECISIONS = "act.all_decisions"
    OPEN_ROUND = "act.open_round"
    PROPOSE = "act.propose"
    SORT_PROPOSALS = "act.sort_proposals"
    UNGROUP = "act.ungroup"
    BEGIN_VOTE = "act.begin_vote"
    COLLECT_AGAIN = "act.collect_again"
    OPEN_VOTE = "act.open_vote"
    COUNT_VOTES = "act.count_votes"
    UNDO_SETTLING = "act.undo_settling"
    CLOSE_ROUND = "act.close_round"
    LOOK_AGAIN = "act.look_again"
    TAKE_UP = "act.take_up"
    ADVANCE_PHASE = "act.advance_phase"
    TICK_CRITERIA = "act.tick_criteria"
    CHOOSE_STORY = "act.choose_story"
    PREVIEW_STORY = "act.preview_story"
    UNDO_STORY = "act.undo_story"
    SEE_VISION = "act.see_vision"
    RULE_CRITERION = "act.rule_criterion"
    REWRITE_NUDGE = "act.rewrite_nudge"
    UNDO_NUDGE = "act.undo_nudge"
    NUDGE_CHOICE = "act.nudge_choice"
    NUDGE_LOG = "act.nudge_log"
    STOP_PROMPT = "act.stop_prompt"
    LOAD_ROSTER = "act.load_roster"
    SUGGEST_FELLOW = "act.suggest_fellow"
    MAKE_TEAM_CHANNEL = "act.make_team_channel"
    TAKE_BACK_SUGGESTION = "act.take_back_suggestion"
    ACCEPT_SUGGESTION = "act.accept_suggestion"
    DECLINE_SUGGESTION = "act.decline_suggestion"
    OPEN_CALENDAR = "act.open_calendar"
    ADD_DAYS = "act.add_days"
    REMOVE_DAYS = "act.remove_days"
    LOAD_CALENDAR = "act.load_calendar"
    UNLOAD_CALENDAR = "act.unload_calendar"
    OPEN_HOURS = "act.open_hours"
    RESET_HOURS = "act.reset_hours"
    REGION = "act.region"
    CHOOSE_NETWORK = "act.choose_network"
    PAUSE = "act.pause"
    RESUME = "act.resume"
    ZONE = "act.zone"
    RESET_SETTINGS = "act.reset_settings"
    PAUSE_UNTIL = "act.pause_until"
    OPEN_AWAY = "act.open_away"
    REMOVE_AWAY = "act.remove_away"
    ASK_ON = "act.ask_on"
    ASK_LATER = "act.ask_later"
    ASK_NO_MORE = "act.ask_no_more"
    WHY = "act.why"
    ANSWER = "act.answer"
    RUN_COMMAND = "act.run_command"
    FORM_FIELD = "act.form_field"
    FORM_VISIBILITY = "act.form_visibility"
    FORM_BACK = "act.form_back"
    FORM_ADD = "act.form_add"


class Callback(StrEnum):
    """A modal, or a shortcut of the manifest."""

    FORM = "view.form"
    SETUP = "view.setup"
    ROSTER = "view.roster"
    PLACE = "view.place"
    NUDGE = "view.nudge"
    NUDGE_PREVIEW = "view.nudge_preview"
    SETTINGS = "view.settings"
    AWAY = "view.away"
    MOVE = "view.move"
    CANCEL = "view.cancel"
    REASON = "view.reason"
    PRESENCE = "view.presence"
    STEP = "view.step"
    MOVE_ON = "view.move_on"
    PHASE = "view.phase"
    ADVANCE = "view.advance"
    STORY = "view.story"
    STORY_PREVIEW = "view.story_preview"
    DECISIONS = "view.decisions"
    DECISION = "view.decision"
    SORTING = "view.sorting"
    VOTE = "view.vote"
    SETTLING = "view.settling"
    RULE = "view.rule"
    APPOINT = "view.appoint"
    VISIBILITY = "view.visibility"
    LIBRARY = "view.library"
    SEARCH_NOTES = "view.search_notes"
    PARTNERS = "view.partners"
    PORTFOLIO = "view.portfolio"
    BEGIN_PARTNERS = "view.begin_partners"
    LOAD_ROSTER = "view.load_roster"
    PAPER = "view.paper"
    LOAD_PAPERS = "view.load_papers"
    CANDIDATES = "view.candidates"
    TEAMS = "view.teams"
    SUGGEST_FELLOW = "view.suggest_fellow"
    CALENDAR = "view.calendar"
    ADD_DAYS = "view.add_days"
    LOAD_CALENDAR = "view.load_calendar"
    HOURS = "view.hours"
    EXPORT = "view.export"
    WORDINGS = "view.wordings"
    WORDING = "view.wording"
    AGENDA = "view.agenda"
    AGENDA_PART = "view.agenda_part"
    NOTICE = "view.notice"
    REFLECT_SHORTCUT = "shortcut.reflect"
    REFLECT_ON_MESSAGE = "shortcut.reflect_on_message"


class Block(StrEnum):
    """A block that a listener reads, or that is named for an error beside it.

    What follows the dot is the field that ``bot.errors.Invalid`` names.
    """

    VISIBILITY = "block.visibility"
    RSVP = "block.rsvp"
    PROGRAMME = "block.programme_key"
    CHANNEL = "block.channel"
    STARTS_ON = "block.starts_on"
    ZONE = "block.zone"
    MEMBER_WORD = "block.member_word"
    FACILITATORS = "block.facilitators"
    PERSON = "block.person"
    ROSTER = "block.roster"
    SCHOOL = "block.school"
    SEARCH = "block.search"
    ROLE = "block.role"
    CANDIDATE_NAME = "block.candidate_name"
    LANGUAGE = "block.language"
    PHONE = "block.phone"
    LEVEL = "block.level"
    DAY = "block.day"
    TIME = "block.at"
    PLACE = "block.place"
    NOTE = "block.note"
    REASON = "block.reason"
    PRESENCE = "block.presence"
    OWN_WORDS = "block.words"
    RULE_NUMBER = "block.rule_number"
    RULE_MONTHS = "block.rule_months"
    PART_WHAT = "block.what"
    PART_MINUTES = "block.minutes"
    PART_KIND = "block.part_kind"
    PART_LEAD = "block.lead"
    SWAP_ONE = "block.swap_one"
    SWAP_OTHER = "block.swap_other"
    AUDIENCE = "block.missing"
    ONLY = "block.only"
    WHEN = "block.when"
    HOW_OFTEN = "block.every"
    QUESTIONS = "block.form"
    REMIND = "block.remind_after"
    WORDS = "block.text"
    CHECKS = "block.checks"
    CRITERIA = "block.criteria"
    STORY = "block.story"
    PROPOSALS = "block.proposals"
    CHOICE = "block.choice"
    CHOICE_WORDS = "block.choice_words"
    APPROVED = "block.approved"
    RANK = "block.rank"
    RULING = "block.ruling"
    QUIET_START = "block.quiet_start"
    QUIET_END = "block.quiet_end"
    DIGEST = "block.digest"
    TOPICS = "block.topics"
    AWAY_SINCE = "block.away_since"
    AWAY_UNTIL = "block.away_until"
    SINCE = "block.since"
    UNTIL = "block.until"
    DAYS_NAME = "block.name"
    DAYS_KIND = "block.days_kind"
    CALENDAR_FILE = "block.file"
    PAPER_FORM = "block.paper_form"
    GIVEN_ON = "block.given_on"
    PAPERS_TEXT = "block.papers"
    CALENDAR_TEXT = "block.calendar"
    WORKING_DAYS = "block.working_days"
    PROMPT_AT = "block.prompt_at"
    REGION = "block.region"
    MOST_NUDGES = "block.most_nudges"
    EXPORT_KIND = "block.kind"
    EXPORT_TYPE = "block.as_type"


FIELD = "field:"
"""What the block_id of a form's field begins with; the id of the field follows."""


def field_block(field_id: str, part: str = "") -> str:
    """Return the block_id of a form's field, or of one of its inputs where it has several."""
    return f"{FIELD}{field_id}/{part}" if part else f"{FIELD}{field_id}"


def field_of(block_id: str) -> str | None:
    """Return the id of the field that a block asks for, or None for any other block."""
    return block_id.removeprefix(FIELD) if block_id.startswith(FIELD) else None


def numbered(action: Action, number: int | str) -> str:
    """Return an action_id for a button that stands several times in one block."""
    return f"{action}:{number}"


def starting(action: Action) -> re.Pattern[str]:
    """Return what matches an action with and without a number."""
    return re.compile(rf"^{re.escape(action)}(:.+)?$")


def pack(**values: str | int | None) -> str:
    """Return the value of a button: compact JSON; what is None is left out."""
    given = {key: value for key, value in values.items() if value is not None}
    return json.dumps(given, separators=(",", ":"), ensure_ascii=False)


def unpack(value: str) -> dict[str, str | int]:
    """Read the value of a button back; anything that was not packed gives nothing."""
    try:
        read = json.loads(value)
    except ValueError:
        return {}
    if not isinstance(read, dict):
        return {}
    return {str(key): one for key, one in read.items() if isinstance(one, str | int)}
