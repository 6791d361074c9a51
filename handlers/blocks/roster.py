"""Draw the roster of a network: who is in it, what is missing, how it is filled."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, StaticSelectElement
from slack_sdk.models.views import View

from bot.domain.networks import Member, Network
from bot.domain.readers import Reader
from bot.domain.roles import Role, Standing
from bot.domain.roster import ROSTER_COLUMNS, Roster, RosterResult
from bot.i18n import plural, translator
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import Look, actions, button, plain, section, sections
from handlers.blocks.modals import modal, notice, options_of, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, say

_NAME = 80
_SCHOOL = 150
_LONGEST_LIST = 3000
_MOST_SCHOOLS = 40


def roster_modal(roster: Roster, reader: Reader) -> View:
    """List everybody with school and role, and what the programme still misses."""
    _ = translator(reader.locale)
    network = roster.network
    lines = [_line(one, network, reader) for one in roster.members]
    blocks: list[Block] = [section(_nobody(reader))]
    if lines:
        blocks = sections([_("*Who is here*"), *_kinds(roster, reader), *lines])
    if roster.gaps:
        gaps = [one.tell(_) for one in roster.gaps]
        still = sections([_("*Still to do*"), *bullets(gaps, most=400)])
        blocks = [*still, *_enrolment(roster, reader), *blocks]
    if roster.members:
        blocks.append(_whom(roster.members, reader))
    load = button(_("Load a list"), Action.LOAD_ROSTER, value=pack(n=network.id), style="primary")
    paper = button(_("Enter a paper answer"), Action.ENTER_PAPER, value=pack(n=network.id))
    blocks.append(actions(load, paper))
    return modal(
        _("Roster"), blocks, callback=Callback.ROSTER, reader=reader, meta=pack(n=network.id)
    )


def place_modal(network: Network, member: Member, reader: Reader) -> View:
    """Ask for school, role and level of one member."""
    _ = translator(reader.locale)
    programme = network.programme
    blocks: list[Block] = [
        section(f"*{brief(member.name, _NAME)}*"),
        text_input(BlockId.SCHOOL, _("School"), value=member.school, most=_SCHOOL),
        select_input(BlockId.ROLE, _("Role"), _named(programme.roles, reader), chosen=member.role),
    ]
    if programme.levels:
        levels = _named(programme.levels, reader)
        blocks.append(
            select_input(BlockId.LEVEL, _("Level"), levels, chosen=member.level, optional=True)
        )
    return modal(
        _("School and role"),
        blocks,
        callback=Callback.PLACE,
        reader=reader,
        submit=_("Save"),
        meta=pack(n=network.id, m=member.person_id),
    )


def placed(member: Member, reader: Reader) -> Look:
    """Say that a member's place is kept."""
    _ = translator(reader.locale)
    line = _("Kept: {name}, {school}.").format(
        name=brief(member.name, _NAME), school=brief(member.school or "", _SCHOOL)
    )
    return Look(text=line, blocks=[section(line)])


def load_modal(network: Network, reader: Reader) -> View:
    """Ask for a list, one person a line, as a spreadsheet copies it."""
    _ = translator(reader.locale)
    role = network.programme.roles[0].id
    example = f"ken@school.org,Ken Adeyemi,Harbor School,{role},"
    columns = ",".join(ROSTER_COLUMNS)
    how = _("One person a line. The first line names the columns: {columns}")
    return modal(
        _("Load a list"),
        [
            section(how.format(columns=f"`{columns}`"), f"`{example}`"),
            text_input(
                BlockId.ROSTER, _("The list"), value=f"{columns}\n", lines=True, most=_LONGEST_LIST
            ),
        ],
        callback=Callback.LOAD_ROSTER,
        reader=reader,
        submit=_("Load"),
        meta=pack(n=network.id),
    )


def loaded(result: RosterResult, network: Network, reader: Reader) -> View:
    """Say who was taken, and for each other line what is wrong with it."""
    _ = translator(reader.locale)
    line = plural(
        "{count} line was taken.",
        "{count} lines were taken.",
        len(result.taken),
        locale=reader.locale,
    )
    blocks: list[Block] = [section(f"*{line}*")]
    if result.problems:
        problems = [one.tell(_) for one in result.problems]
        blocks += sections([_("*Not taken*"), *bullets(problems, most=400, count=20)])
    again = button(_("Load more"), Action.LOAD_ROSTER, value=pack(n=network.id))
    see = button(_("See the roster"), Action.OPEN_ROSTER, value=pack(n=network.id), style="primary")
    blocks.append(actions(see, again))
    return notice(Look(text=line, blocks=blocks), reader, title=_("Load a list"))


def _line(member: Member, network: Network, reader: Reader) -> str:
    _ = translator(reader.locale)
    name = brief(member.name, _NAME)
    if member.is_facilitator:
        return f"• {name}: {_('facilitator')}"
    if not member.is_complete:
        return f"• {name}: _{_('school or role missing')}_"
    role = network.programme.role(member.role or "")
    level = {one.id: one for one in network.programme.levels}.get(member.level or "")
    parts = [member.school or "", *(say(one.name, reader) for one in (role, level) if one)]
    if role is not None and role.standing is Standing.EMERGING:
        parts.append(_("grows into leadership"))
    return f"• {name}: {brief(', '.join(parts), _SCHOOL)}"


def _enrolment(roster: Roster, reader: Reader) -> list[Block]:
    """Name for each school the roles that nobody holds yet (S52)."""
    _ = translator(reader.locale)
    waiting = [
        f"{one.school}: {', '.join(say(role.name, reader) for role in one.missing)}"
        for one in roster.schools
        if one.missing
    ]
    if not waiting:
        return []
    title = _("*Who is still to come, school by school*")
    return sections([title, *bullets(waiting, count=_MOST_SCHOOLS)])


def _kinds(roster: Roster, reader: Reader) -> list[str]:
    """Count both kinds of leader, where the programme knows both (S19)."""
    if len({one.standing for one in roster.network.programme.roles}) == 1:
        return []
    _ = translator(reader.locale)
    told = _("Office holders: {official}. Growing into leadership: {emerging}.")
    return [
        told.format(
            official=roster.count(Standing.OFFICIAL), emerging=roster.count(Standing.EMERGING)
        )
    ]


def _nobody(reader: Reader) -> str:
    _ = translator(reader.locale)
    return _("Nobody is here yet. Who joins the channel joins the network; or load a list.")


def _whom(members: Sequence[Member], reader: Reader) -> ActionsBlock:
    _ = translator(reader.locale)
    fellows = {str(one.person_id): one.name for one in members if not one.is_facilitator}
    if not fellows:
        return actions(button(_("Look again"), Action.OPEN_ROSTER))
    menu = StaticSelectElement(
        action_id=numbered(Action.OPEN_PLACE, "member"),
        placeholder=plain(_("Change somebody's school or role"), 150),
        options=options_of(fellows),
    )
    return ActionsBlock(elements=[menu])


def _named(roles: Sequence[Role], reader: Reader) -> dict[str, str]:
    return {one.id: say(one.name, reader) for one in roles}
