"""``doctor``: look everything over, one line for each finding; 1 when something is wrong."""

from argparse import Namespace
from collections.abc import Iterator

from bot.app import clock_for, open_store
from bot.cli.openings import read_settings
from bot.cli.programmes import catalogue_for
from bot.cli.speech import tongue
from bot.domain.installations import Installation
from bot.errors import RoundsError, SettingsError
from bot.i18n import mark
from bot.scheduler import HEARTBEAT, STALL
from bot.services.doctor import (
    DATABASE,
    Finding,
    Level,
    check_database,
    check_folder,
    check_lead,
    check_programmes,
    check_scopes,
    check_ticks,
    check_zones,
    fine,
    look,
    trouble,
    wrong,
)
from bot.services.health import Health
from bot.settings import Settings
from handlers.installation import check_app_token, identify
from handlers.manifest import read_manifest, scopes_of
from storage.store import Store

_SETTINGS = mark("Settings")
_SLACK = mark("Slack")
_TO_MEND = mark("To mend: {count}. Begin with the first.")


def doctor(_: Namespace) -> int:
    """Print the findings as they come; raises RoundsError when something is wrong."""
    count = 0
    for finding in _findings():
        print(finding.tell(tongue()), flush=True)
        count += finding.level is Level.WRONG
    if count:
        raise RoundsError(_TO_MEND, count=count)
    return 0


def _findings() -> Iterator[Finding]:
    try:
        settings = read_settings()
    except SettingsError as error:
        yield trouble(_SETTINGS, error)
        return
    yield from _about_settings(settings)
    yield from _about_slack(settings)
    yield from _about_database(settings)
    yield from check_programmes(catalogue_for(settings))
    yield from check_folder(settings.programmes_dir)
    yield check_zones()


def _about_settings(settings: Settings) -> Iterator[Finding]:
    """Say of each token and secret whether it is there and looks like one."""
    several = bool(settings.slack_client_id and settings.slack_client_secret)
    yield from _token(
        "SLACK_BOT_TOKEN",
        settings.slack_bot_token,
        prefix="xoxb-",
        page="OAuth & Permissions",
        needed=not several,
    )
    yield from _token(
        "SLACK_APP_TOKEN",
        settings.slack_app_token,
        prefix="xapp-",
        page="Basic Information",
        needed=settings.slack_signing_secret is None,
    )
    if settings.slack_signing_secret is not None:
        yield fine(_SETTINGS, mark("SLACK_SIGNING_SECRET is set."))
    if bool(settings.slack_client_id) != bool(settings.slack_client_secret):
        yield wrong(_SETTINGS, mark("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together."))


def _token(
    name: str, value: str | None, *, prefix: str, page: str, needed: bool
) -> Iterator[Finding]:
    values = {"name": name, "prefix": prefix, "page": page}
    if value is None and needed:
        sentence = mark(
            "{name} is missing. It starts with {prefix} and is found in the app's settings "
            "under {page}."
        )
        yield wrong(_SETTINGS, sentence, **values)
    elif value is not None and not value.startswith(prefix):
        sentence = mark(
            "{name} does not start with {prefix}. Copy it from the app's settings under {page}."
        )
        yield wrong(_SETTINGS, sentence, **values)
    elif value is not None:
        yield fine(_SETTINGS, mark("{name} is set."), **values)


def _about_slack(settings: Settings) -> Iterator[Finding]:
    """Ask Slack whether it knows the tokens, and what they may do."""
    url = settings.slack_api_url
    if settings.slack_bot_token is not None:
        now = clock_for(settings).now()
        try:
            found = identify(settings.slack_bot_token, base_url=url, now=now)
        except RoundsError as error:
            yield trouble(_SLACK, error)
        else:
            name = found.team_name or found.team_id
            yield fine(_SLACK, mark("answers; the bot token is of {team}."), team=name)
            yield check_scopes(found, scopes_of(read_manifest()))
    if settings.slack_app_token is not None:
        try:
            check_app_token(settings.slack_app_token, base_url=url)
        except RoundsError as error:
            yield trouble(_SLACK, error)
        else:
            yield fine(_SLACK, mark("accepts SLACK_APP_TOKEN."))


def _about_database(settings: Settings) -> Iterator[Finding]:
    """Say how the database is and what it tells of the bot; makes none where there is none."""
    file = settings.sqlite_file
    if file is not None and not file.exists():
        sentence = mark("{file} is not there yet; it is made when the bot starts.")
        yield look(DATABASE, sentence, file=file)
        return
    try:
        store = open_store(settings)
    except RoundsError as error:
        yield trouble(DATABASE, error)
        return
    try:
        finding = check_database(store, now=clock_for(settings).now())
        yield finding
        if finding.level is Level.OK:
            yield from _about_life(settings, store)
    finally:
        store.dispose()


def _about_life(settings: Settings, store: Store) -> Iterator[Finding]:
    with store.read() as tx:
        installed: tuple[Installation, ...] = tx.installations.all()
    awake = [one.team_id for one in installed if one.asleep_at is None]
    if not awake:
        yield look(_SLACK, mark("Rounds has not met a workspace yet; it does when it starts."))
    yield from check_lead(store, awake)
    clock = clock_for(settings)
    yield from check_ticks(Health(store=store, clock=clock, heart=HEARTBEAT, stall=STALL))
