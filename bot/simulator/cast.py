"""The cast: invented people who play a network in simulation, playground and tests."""

from dataclasses import dataclass
from enum import StrEnum


class Temper(StrEnum):
    """How somebody answers: at once, days later, or hardly ever."""

    DILIGENT = "diligent"
    LATE = "late"
    SILENT = "silent"


@dataclass(frozen=True, kw_only=True, slots=True)
class Character:
    """One invented person; ``zone`` is an IANA name, ``school`` empty for those who have none."""

    name: str
    zone: str
    school: str = ""
    role: str = "principal"
    level: str = "elementary"
    temper: Temper = Temper.DILIGENT
    line: str = ""
    """Who they are, in a few words, for the playground."""


LEAD = Character(name="Ruth Castillo", zone="America/New_York", line="Programme lead")
FACILITATOR = Character(name="Daniel Osei", zone="America/New_York", line="Facilitator")
STRANGER = Character(name="Petra Lind", zone="Europe/Stockholm", line="Not in any network")

_NEW_YORK, _CHICAGO = "America/New_York", "America/Chicago"
_PHOENIX, _LOS_ANGELES = "America/Phoenix", "America/Los_Angeles"


def _principal(
    name: str, zone: str, school: str, *, level: str, temper: Temper = Temper.DILIGENT
) -> Character:
    place = zone.rpartition("/")[2].replace("_", " ")
    return Character(
        name=name,
        zone=zone,
        school=school,
        level=level,
        temper=temper,
        line=f"Principal, {school}, {place}",
    )


PRINCIPALS: tuple[Character, ...] = (
    _principal("Maria Alvarez", _NEW_YORK, "Harbor Elementary", level="elementary"),
    _principal("James Whitfield", _CHICAGO, "Lincoln Park Middle", level="middle"),
    _principal("Leilani Kapule", _LOS_ANGELES, "Mission Creek High", level="high"),
    _principal("Samuel Begay", _PHOENIX, "Desert Willow Elementary", level="elementary"),
    _principal("Aisha Rahman", _NEW_YORK, "Queensbridge Middle", level="middle"),
    _principal("Tom Lindqvist", _CHICAGO, "Northshore High", level="high"),
    _principal("Grace Park", _LOS_ANGELES, "Echo Park Elementary", level="elementary"),
    _principal("Olivia Bennett", _PHOENIX, "Saguaro Middle", level="middle"),
    _principal("Marcus Reed", _NEW_YORK, "Eastside High", level="high"),
    _principal("Nora Sullivan", _CHICAGO, "Prairie Elementary", level="elementary"),
    _principal("Diego Morales", _LOS_ANGELES, "Alameda Middle", level="middle", temper=Temper.LATE),
    _principal("Helen Cho", _PHOENIX, "Canyon High", level="high", temper=Temper.SILENT),
    _principal("Priya Nair", _NEW_YORK, "Brookfield Elementary", level="elementary"),
    _principal("Victor Hughes", _CHICAGO, "Lakeview Middle", level="middle"),
    _principal("Rosa Delgado", _LOS_ANGELES, "Vista High", level="high"),
    _principal("Ben Tsosie", _PHOENIX, "Red Rock Elementary", level="elementary"),
    _principal("Ingrid Holm", _NEW_YORK, "Riverside Middle", level="middle"),
    _principal("Carlos Vega", _CHICAGO, "Pilsen High", level="high"),
)
"""As many as the largest shipped network of principals holds; the first twelve are the usual cast,
among them one who answers late and one who stays silent."""
