"""Casting: who plays a programme, so that every role and every size of school is on stage.

A network of principals has the principals of the usual cast. Where a school sends several people,
each principal brings colleagues, in the roles that the programme names.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

from bot.domain.programme import Programme
from bot.errors import Invalid
from bot.i18n import mark
from bot.simulator.cast import PRINCIPALS, Character, Temper

_TOO_MANY = mark("The cast has {count} members; {wanted} are too many.")
_FIRST: tuple[str, ...] = (
    "Ana",
    "Bruno",
    "Chloe",
    "Dev",
    "Esther",
    "Farid",
    "Gloria",
    "Hugo",
    "Imani",
    "Joel",
    "Keiko",
    "Luis",
    "Mina",
)
_LAST: tuple[str, ...] = (
    "Abara",
    "Becker",
    "Costa",
    "Diaz",
    "Eze",
    "Fischer",
    "Garcia",
    "Haddad",
    "Ito",
    "Jones",
    "Kamau",
)
_ELSEWHERE = frozenset({"central_office", "partner_liaison", "content_expert", "office"})
"""Roles of people who belong to no school."""


def smallest_cast(programme: Programme) -> tuple[Character, ...]:
    """Return the smallest cast that is valid, of which one is late and one silent.

    Whoever leaves in the course of the play comes on top: without them it is valid still.
    """
    cast = cast_of(programme, members=programme.size.min)
    tempers = {len(cast) - 2: Temper.LATE, len(cast) - 1: Temper.SILENT}
    return tuple(
        replace(one, temper=tempers.get(number, Temper.DILIGENT)) for number, one in enumerate(cast)
    )


def cast_of(programme: Programme, *, members: int) -> tuple[Character, ...]:
    """Return so many members, school by school; raises Invalid for more than the cast has."""
    if programme.members_per_school is None:
        most = len(PRINCIPALS)
        found = tuple(_at_a_level(one, programme) for one in PRINCIPALS[:members])
    else:
        least, largest = programme.members_per_school.min, programme.members_per_school.max
        most = len(PRINCIPALS) * largest
        teams = max(1, members // max(least, 1))
        found = tuple(_teams(programme, members=members, teams=min(teams, len(PRINCIPALS))))
    if members > most:
        raise Invalid(_TOO_MANY, count=most, wanted=members)
    return found


def _teams(programme: Programme, *, members: int, teams: int) -> Iterator[Character]:
    """Yield the people of so many schools, of which none is larger by two than another."""
    for number, principal in enumerate(PRINCIPALS[:teams]):
        size = members // teams + (number < members % teams)
        roles = _roles(programme)
        for place, role in enumerate(islice(cycle(roles), size)):
            member = _member(principal, role, number=number, place=place)
            yield _at_a_level(member, programme)


def _roles(programme: Programme) -> list[str]:
    """Return the roles of a school: those that each one sends first, a principal before all."""
    named = [*programme.each_school, *(role.id for role in programme.roles)]
    schools = [role for role in dict.fromkeys(named) if role not in _ELSEWHERE]
    return sorted(schools, key=lambda role: role != "principal")


def _at_a_level(one: Character, programme: Programme) -> Character:
    """Return somebody at a level of the programme, which may call its levels otherwise."""
    levels = [level.id for level in programme.levels]
    if not levels or one.level in levels:
        return one
    usual = list(dict.fromkeys(character.level for character in PRINCIPALS))
    return replace(one, level=levels[usual.index(one.level) % len(levels)])


def _member(principal: Character, role: str, *, number: int, place: int) -> Character:
    if place == 0:
        return replace(principal, role=role, temper=Temper.DILIGENT)
    first, last = _FIRST[(number + 5 * place) % len(_FIRST)], _LAST[number % len(_LAST)]
    name = f"{first} {last}" if number < len(_LAST) else f"{first} {last}-{principal.name[:1]}"
    line = f"{role.replace('_', ' ').capitalize()}, {principal.school}"
    return replace(principal, name=name, role=role, temper=Temper.DILIGENT, line=line)
