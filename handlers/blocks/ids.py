"""Name every callback_id, block_id and action_id once.

Slack sends these names back months later, from messages that are still clickable: a name that was
used once keeps its meaning. What a button is about travels in its value, packed as compact JSON
with one letter for each thing: ``n`` network, ``g`` gathering, ``f`` form, ``a`` about (the stored
form of ``bot.domain.entries.About``), ``e`` entry, ``c`` cycle, ``k`` check-in, ``d`` date of a
round, ``v`` verb of a command, ``s`` step, ``p`` phase, ``m`` member.
"""

import json
import re
from enum import StrEnum


class Action(StrEnum):
    """What somebody does with a button, a menu or a field."""

    OPEN_INQUIRY = "act.open_inquiry"
    OPEN_CHECKIN = "act.open_checkin"
    OPEN_REFLECT = "act.open_reflect"
    OPEN_CONFERENCE = "act.open_conference"
    OPEN_FORM = "act.open_form"
    OPEN_SETTINGS = "act.open_settings"
    OPEN_SETUP = "act.open_setup"
    OPEN_ROSTER = "act.open_roster"
    OPEN_PLACE = "act.open_place"
    OPEN_NUDGE = "act.open_nudge"
    OPEN_PHASE = "act.open_phase"
    RSVP_YES = "act.rsvp_yes"
    RSVP_MAYBE = "act.rsvp_maybe"
    RSVP_NO = "act.rsvp_no"
    I_AM_HERE = "act.i_am_here"
    MOVE_GATHERING = "act.move_gathering"
    CANCEL_GATHERING = "act.cancel_gathering"
    MARK_PRESENCE = "act.mark_presence"
    EDIT_ENTRY = "act.edit_entry"
    CHANGE_VISIBILITY = "act.change_visibility"
    AGREE_CHARTER = "act.agree_charter"
    CONTINUE_DRAFT = "act.continue_draft"
    NEXT_STEP = "act.next_step"
    PREVIOUS_STEP = "act.previous_step"
    TICK_CHECKS = "act.tick_checks"
    ADVANCE_PHASE = "act.advance_phase"
    TICK_CRITERIA = "act.tick_criteria"
    SEND_NUDGE = "act.send_nudge"
    UNDO_NUDGE = "act.undo_nudge"
    LOAD_ROSTER = "act.load_roster"
    CHOOSE_NETWORK = "act.choose_network"
    PAUSE = "act.pause"
    RESUME = "act.resume"
    ZONE = "act.zone"
    SEE_HELP = "act.see_help"
    RUN_COMMAND = "act.run_command"
    FORM_FIELD = "act.form_field"
    FORM_VISIBILITY = "act.form_visibility"
    FORM_BACK = "act.form_back"


class Callback(StrEnum):
    """A modal, or a shortcut of the manifest."""

    FORM = "view.form"
    SETUP = "view.setup"
    ROSTER = "view.roster"
    PLACE = "view.place"
    NUDGE = "view.nudge"
    SETTINGS = "view.settings"
    MOVE = "view.move"
    CANCEL = "view.cancel"
    PRESENCE = "view.presence"
    STEP = "view.step"
    PHASE = "view.phase"
    APPOINT = "view.appoint"
    VISIBILITY = "view.visibility"
    LOADING = "view.loading"
    REFLECT_SHORTCUT = "shortcut.reflect"
    REFLECT_ON_MESSAGE = "shortcut.reflect_on_message"


class Block(StrEnum):
    """A block that a listener reads, or that is named for an error beside it."""

    VISIBILITY = "block.visibility"
    RSVP = "block.rsvp"
    PROGRAMME = "block.programme"
    CHANNEL = "block.channel"
    STARTS_ON = "block.starts_on"
    ZONE = "block.zone"
    MEMBER_WORD = "block.member_word"
    ROSTER = "block.roster"
    PERSON = "block.person"
    SCHOOL = "block.school"
    ROLE = "block.role"
    LEVEL = "block.level"
    DATE = "block.date"
    TIME = "block.time"
    PLACE = "block.place"
    REASON = "block.reason"
    AUDIENCE = "block.audience"
    THING = "block.thing"
    WORDS = "block.words"
    CHECKS = "block.checks"
    CRITERIA = "block.criteria"
    QUIET_START = "block.quiet_start"
    QUIET_END = "block.quiet_end"
    PAUSED_UNTIL = "block.paused_until"


FIELD = "field:"
"""What the block_id of a form's field begins with; the id of the field follows."""


def field_block(field_id: str) -> str:
    """Return the block_id of a form's field."""
    return f"{FIELD}{field_id}"


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
