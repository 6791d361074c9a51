"""Learn who we are from a token, and let further workspaces install the app (OAuth).

Sources: https://docs.slack.dev/reference/methods/auth.test,
https://docs.slack.dev/authentication/installing-with-oauth.
"""

import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from http.client import HTTPException

from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import InstallationStore, OAuthStateStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation as SlackInstallation
from slack_sdk.web import SlackResponse

from bot.domain.installations import Installation
from bot.errors import Invalid, SettingsError, Unreachable
from bot.i18n import mark
from bot.services.installations import Installations

_TIMEOUT = 10
_STATE_LIVES = timedelta(minutes=10)
_SCOPES_HEADER = "x-oauth-scopes"
_REFUSED = frozenset(
    {
        "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired",
        "not_allowed_token_type", "org_login_required",
    }
)  # fmt: skip
_BOT_TOKEN = mark(
    "Slack does not accept SLACK_BOT_TOKEN ({why}). Copy it again from the app's settings under "
    "OAuth & Permissions; it starts with xoxb-."
)
_APP_TOKEN = mark(
    "Slack does not accept SLACK_APP_TOKEN ({why}). Make one with connections:write in the app's "
    "settings under Basic Information; it starts with xapp-."
)
_SILENT = mark("Slack does not answer at {url} ({why}). See that this machine reaches it.")
log = logging.getLogger("rounds.installation")


def identify(token: str, *, base_url: str, now: datetime) -> Installation:
    """Ask Slack who a bot token is; raises SettingsError when refused, Unreachable."""
    client = WebClient(token=token, base_url=base_url, timeout=_TIMEOUT)
    answer = _asked(client.auth_test, sentence=_BOT_TOKEN, base_url=base_url)
    return Installation(
        team_id=str(answer["team_id"]),
        team_name=answer.get("team"),
        app_id=answer.get("app_id"),
        bot_token=token,
        bot_id=answer.get("bot_id"),
        bot_user_id=answer.get("user_id"),
        scopes=_scopes(answer.headers),
        installed_at=now,
    )


def check_app_token(token: str, *, base_url: str) -> None:
    """See that Socket Mode could begin; raises SettingsError when refused, Unreachable."""
    client = WebClient(base_url=base_url, timeout=_TIMEOUT)
    _asked(
        lambda: client.apps_connections_open(app_token=token),
        sentence=_APP_TOKEN,
        base_url=base_url,
    )


def _asked(call: Callable[[], SlackResponse], *, sentence: str, base_url: str) -> SlackResponse:
    try:
        return call()
    except SlackApiError as error:
        data = error.response.data
        why = data.get("error") if isinstance(data, Mapping) else None
        if why in _REFUSED or why == "missing_scope":
            raise SettingsError(sentence, why=why) from error
        raise Unreachable(_SILENT, url=base_url, why=why or error.response.status_code) from error
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(_SILENT, url=base_url, why=type(error).__name__) from error


def _scopes(headers: Mapping[str, str | list[str]]) -> tuple[str, ...]:
    """Read the scopes that Slack names in a header of every answer."""
    for name, value in headers.items():
        if name.lower() == _SCOPES_HEADER:
            text = value if isinstance(value, str) else ",".join(value)
            return tuple(sorted(one.strip() for one in text.split(",") if one.strip()))
    return ()


class Workspaces(InstallationStore):
    """slack_sdk's store over our own service: no second set of tables."""

    def __init__(self, installations: Installations) -> None:
        """Keep installations where the rest of the bot looks for them."""
        self._installations = installations

    @property
    def logger(self) -> logging.Logger:
        """Return the log that slack_sdk writes to."""
        return log

    def save(self, installation: SlackInstallation) -> None:
        """Keep what an installation brought; raises Invalid for one of a whole organisation."""
        if installation.team_id is None or installation.bot_token is None:
            raise Invalid(mark("Rounds is installed in one workspace at a time."))
        self._installations.save(
            Installation(
                team_id=installation.team_id,
                team_name=installation.team_name,
                app_id=installation.app_id,
                bot_token=installation.bot_token,
                bot_id=installation.bot_id,
                bot_user_id=installation.bot_user_id,
                scopes=tuple(sorted(installation.bot_scopes or ())),
                installed_at=datetime.fromtimestamp(installation.installed_at, tz=UTC),
                raw={"installer": installation.user_id},
            )
        )
        log.info("installed in workspace %s", installation.team_id)

    def find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """Return what slack_sdk needs to speak in a workspace that is awake, or None."""
        del enterprise_id, is_enterprise_install
        found = self._installations.find(team_id) if team_id else None
        if found is None:
            return None
        return Bot(
            app_id=found.app_id,
            team_id=found.team_id,
            team_name=found.team_name,
            bot_token=found.bot_token,
            bot_id=found.bot_id or "",
            bot_user_id=found.bot_user_id or "",
            bot_scopes=found.scopes,
            installed_at=found.installed_at.timestamp(),
        )

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Let a workspace sleep; what was written there stays until it is erased."""
        del enterprise_id
        if team_id is not None:
            self._installations.sleep(team_id)


class States(OAuthStateStore):
    """The proof that who comes back from Slack set out from here: signed, good once, for minutes.

    Nothing is stored when somebody only opens the page; that a proof was used is remembered where
    repeated events are.
    """

    def __init__(self, installations: Installations, *, secret: str) -> None:
        """Sign with ``secret``, which every process of the bot shares."""
        self._installations = installations
        self._secret = secret.encode()

    @property
    def logger(self) -> logging.Logger:
        """Return the log that slack_sdk writes to."""
        return log

    def issue(self, *_: object, **__: object) -> str:
        """Return a new proof."""
        until = int((self._installations.clock.now() + _STATE_LIVES).timestamp())
        said = f"{until}.{secrets.token_hex(16)}"
        return f"{said}.{self._sign(said)}"

    def consume(self, state: str) -> bool:
        """Whether a proof is ours, in time and used for the first time."""
        said, _, signature = state.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(said).encode()):
            return False
        until = datetime.fromtimestamp(int(said.partition(".")[0]), tz=UTC)
        in_time = self._installations.clock.now() <= until
        return in_time and self._installations.first_time(f"state:{said}")

    def _sign(self, said: str) -> str:
        return hmac.new(self._secret, said.encode(), hashlib.sha256).hexdigest()


def build_oauth(
    installations: Installations,
    *,
    client_id: str,
    client_secret: str,
    scopes: Sequence[str],
    base_url: str,
) -> OAuthFlow:
    """Build Bolt's installation flow on our own stores; ``base_url`` ends in ``/api/``."""
    return OAuthFlow(
        client=WebClient(base_url=base_url, timeout=_TIMEOUT),
        settings=OAuthSettings(
            client_id=client_id,
            client_secret=client_secret,
            scopes=list(scopes),
            user_scopes=[],
            authorization_url=base_url.removesuffix("api/") + "oauth/v2/authorize",
            installation_store=Workspaces(installations),
            installation_store_bot_only=True,
            state_store=States(installations, secret=client_secret),
        ),
    )
