"""Public holidays of a country or one of its parts, by the ``holidays`` package; pure.

A region is written as there, after ISO 3166: ``US``, ``US-NY``, ``KE``. Names of days come in the
language the package keeps for the country. Answers are remembered for each region and year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays
from babel import Locale

_YEARS_KEPT = 512
_NONE: Mapping[date, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """A place with public holidays of its own: its code and what people call it in English."""

    code: str
    name: str


def holiday_on(day: date, region: str | None) -> str | None:
    """Return the name of the public holiday that a day is, or None; also for unknown regions."""
    return holidays_of(region, day.year).get(day) if region else None


@lru_cache(maxsize=_YEARS_KEPT)
def holidays_of(region: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of a year by name; none for a region that nobody knows."""
    country, _, part = region.strip().upper().partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=part or None, years=year)
    except NotImplementedError:  # how the package says that it does not know a place
        return _NONE
    return MappingProxyType({day: found[day] for day in sorted(found)})


def region_named(code: str) -> Region | None:
    """Return the region of a code in any case, or None where nobody knows it."""
    wanted = code.strip().upper()
    return next((region for region in _regions() if region.code == wanted), None)


def regions(query: str = "", *, most: int = 100) -> tuple[Region, ...]:
    """Return the regions that a person may mean, whole names first: ``york`` finds ``US-NY``."""
    wanted = query.strip().lower()
    named = [(one, one.name.lower()) for one in _regions()]
    found = [(one, name) for one, name in named if wanted in name or wanted == one.code.lower()]
    found.sort(key=lambda pair: (wanted != pair[0].code.lower(), not pair[1].startswith(wanted)))
    return tuple(one for one, _ in found[:most])


@lru_cache(maxsize=1)
def _regions() -> tuple[Region, ...]:
    """Return every country and every part of one, by name; takes a fifth of a second once."""
    names = Locale("en").territories
    found = [
        region
        for country, parts in holidays.list_supported_countries(include_aliases=False).items()
        for region in _of_country(country, parts, names.get(country, country))
    ]
    return tuple(sorted(found, key=lambda region: region.name))


def _of_country(country: str, parts: list[str], name: str) -> list[Region]:
    spelt = holidays.country_holidays(country).subdivisions_aliases
    called = {part: words for words, part in reversed(spelt.items())}
    within = [
        Region(code=f"{country}-{part}", name=f"{called.get(part, part)}, {name}") for part in parts
    ]
    return [Region(code=country, name=name), *within]
