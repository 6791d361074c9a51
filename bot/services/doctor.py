"""Look a bot over and say, in one line each, what is well, what to look at and what is wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.installations import Installation
from bot.errors import DatabaseError, RoundsError
from bot.i18n import Translator, mark
from bot.services.catalogue import Catalogue
from bot.services.health import Health
from storage.store import Store

_LATE = timedelta(minutes=5)
_CHECKED_ZONES = ("America/New_York", "Africa/Nairobi", "US/Pacific")
"""The last is an old name that Slack may still send; some machines do not know it."""


class Level(StrEnum):
    """How bad a finding is; only ``wrong`` keeps the bot from its work."""

    OK = mark("ok")
    LOOK = mark("look")
    WRONG = mark("wrong")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One line of the doctor: what was looked at, what was found and, if need be, the remedy."""

    level: Level
    about: str
    sentence: str
    values: dict[str, object] = field(default_factory=dict)

    def tell(self, translate: Translator) -> str:
        """Return the line in the reader's language."""
        words = translate(self.sentence).format(**self.values)
        return f"{translate(self.level.value):<6} {translate(self.about)}: {words}"


def fine(about: str, sentence: str, **values: object) -> Finding:
    """Return a finding that all is well."""
    return Finding(level=Level.OK, about=about, sentence=sentence, values=values)


def look(about: str, sentence: str, **values: object) -> Finding:
    """Return a finding that somebody should look at."""
    return Finding(level=Level.LOOK, about=about, sentence=sentence, values=values)


def wrong(about: str, sentence: str, **values: object) -> Finding:
    """Return a finding that keeps the bot from its work."""
    return Finding(level=Level.WRONG, about=about, sentence=sentence, values=values)


def trouble(about: str, error: RoundsError) -> Finding:
    """Return an error as a finding; its sentence holds the remedy already."""
    return Finding(level=Level.WRONG, about=about, sentence=error.sentence, values={**error.values})


DATABASE = mark("Database")
SCOPES = mark("Permissions")
_DOCTOR = "doctor"
_PROGRAMMES = mark("Programmes")
_LEAD = mark("Programme lead")
_SCHEDULER = mark("Scheduler")
_OUTBOX = mark("Outbox")
_ZONES = mark("Time zones")


def check_database(store: Store, *, now: datetime) -> Finding:
    """See that the database answers, is of this version, opens with the keys, can be written."""
    try:
        store.check()
        store.prove(_DOCTOR, now)
    except DatabaseError as error:
        return trouble(DATABASE, error)
    return fine(DATABASE, mark("{where} answers and is of this version."), where=store.where)


def check_programmes(catalogue: Catalogue) -> Iterator[Finding]:
    """See that every programme file can be used."""
    paths = catalogue.paths()
    for path in paths.values():
        mistakes = catalogue.check(path)
        if mistakes:
            yield wrong(
                _PROGRAMMES,
                mark("{file} has {count} mistakes. See: python -m bot programme check {file}"),
                file=path,
                count=len(mistakes),
            )
    yield fine(_PROGRAMMES, mark("{keys}"), keys=", ".join(sorted(paths)))


def check_lead(store: Store, team_ids: Iterable[str]) -> Iterator[Finding]:
    """See that each workspace has somebody who can begin a network."""
    for team_id in team_ids:
        with store.read() as tx:
            leads = tx.people.leads(team_id)
        if leads:
            yield fine(_LEAD, mark("{names}"), names=", ".join(one.name for one in leads))
        else:
            yield look(
                _LEAD,
                mark("nobody yet in {team}. Appoint somebody: python -m bot appoint PERSON"),
                team=team_id,
            )


def check_ticks(health: Health) -> Iterator[Finding]:
    """See that the ticks are alive and the outbox does not lag."""
    vitals = health.vitals()
    age = vitals.heartbeat_age
    if health.beats(vitals):
        yield fine(_SCHEDULER, mark("alive."))
    elif age is None:
        yield look(_SCHEDULER, mark("never started. Start the bot: python -m bot run"))
    else:
        yield look(
            _SCHEDULER,
            mark("no sign of life since {since}. Start the bot: python -m bot run"),
            since=f"{vitals.heartbeat_at:%Y-%m-%d %H:%M} UTC",
        )
    backlog = vitals.backlog
    values = {"waiting": backlog.waiting, "due": backlog.due, "doubt": backlog.in_doubt}
    if vitals.lag > _LATE:
        minutes = int(vitals.lag.total_seconds() // 60)
        yield look(
            _OUTBOX,
            mark("{waiting} wait, {due} are due, the oldest since {minutes} minutes."),
            minutes=minutes,
            **values,
        )
    else:
        yield fine(_OUTBOX, mark("{waiting} wait, {due} are due, {doubt} in doubt."), **values)


def check_scopes(granted: Installation, needed: Iterable[str]) -> Finding:
    """Compare what a workspace granted with what the manifest asks for."""
    missing = sorted(set(needed) - set(granted.scopes))
    if missing:
        return wrong(
            SCOPES,
            mark("{missing} not granted. Put manifest.yml into the app's settings, reinstall it."),
            missing=", ".join(missing),
        )
    return fine(SCOPES, mark("all {count} granted."), count=len(granted.scopes))


def check_zones() -> Finding:
    """See that the machine, or the package tzdata, knows time zones, old names included."""
    for name in _CHECKED_ZONES:
        try:
            ZoneInfo(name)
        except ZoneInfoNotFoundError:
            return wrong(_ZONES, mark("{zone} is unknown here. Run: pip install tzdata"), zone=name)
    return fine(_ZONES, mark("known."))


def check_folder(path: Path | None) -> Iterator[Finding]:
    """See that the folder of one's own programmes, if one is named, is there."""
    if path is not None and not path.is_dir():
        sentence = mark("PROGRAMMES_DIR names {path}, which is no folder.")
        yield wrong(_PROGRAMMES, sentence, path=path)
