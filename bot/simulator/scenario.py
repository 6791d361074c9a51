"""Scenarios: what to rehearse, as a file says it.

A scenario names the programme, the first day, the members and where they live, and what happens to
them in the course of the year. What is left out is as usual.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.domain.local_time import zone_named
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.catalogue import Catalogue
from bot.simulator.cast import FACILITATOR, Character
from bot.simulator.casting import cast_of
from bot.simulator.happenings import AnyHappening
from bot.simulator.play import Plan

SCENARIOS = Path(__file__).with_name("scenarios")
_YEAR = 365
_NOT_A_SCENARIO = mark("{file} is no scenario: {where}: {why}.")
_STRANGER = mark("The cast of this scenario has no {name}. It has: {names}.")


class Scenario(BaseModel):
    """What to rehearse. ``zones`` gives members other IANA zones than their own, by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    programme: str = "connect-lead-succeed"
    start: date = date(2026, 9, 1)
    members: int = Field(default=12, ge=1)
    seed: int = 1
    days: int = Field(default=_YEAR, ge=1)
    zones: Mapping[str, str] = {}
    happenings: tuple[AnyHappening, ...] = ()

    @field_validator("zones")
    @classmethod
    def _known(cls, zones: Mapping[str, str]) -> Mapping[str, str]:
        for zone in zones.values():
            if zone_named(zone).key != zone:
                raise ValueError(f"no time zone is called {zone}")
        return zones

    def plan(self) -> Plan:
        """Return what to play; raises Invalid for more members, or others, than the cast has.

        Raises NotFound for a programme that nobody knows.
        """
        programme = Catalogue().get(self.programme)
        cast = tuple(
            replace(one, zone=self.zones.get(one.name, one.zone))
            for one in cast_of(programme, members=self.members)
        )
        self._demand_known(cast)
        return Plan(
            programme=self.programme,
            start=self.start,
            seed=self.seed,
            cast=cast,
            happenings=self.happenings,
        )

    def _demand_known(self, cast: tuple[Character, ...]) -> None:
        known = [FACILITATOR.name, *(one.name for one in cast)]
        for name in (*self.zones, *(one.who for one in self.happenings)):
            if name not in known:
                raise Invalid(_STRANGER, name=name, names=", ".join(known))


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file; raises Invalid naming the key, and OSError."""
    try:
        return Scenario.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except yaml.YAMLError as error:
        why = str(error).replace("\n", " ")
        raise Invalid(_NOT_A_SCENARIO, file=path, where="YAML", why=why) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise Invalid(_NOT_A_SCENARIO, file=path, where=where, why=first["msg"]) from error
