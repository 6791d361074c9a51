"""Files that somebody put into a form: Slack gives them to who shows the bot's token.

A file in a form has its id in the state of the sent view; ``files.info`` says where it lies, and
the bytes come from there with the token in a header (docs.slack.dev, "File input element", "File
object"; scope ``files:read``). The token goes nowhere else: no redirect is followed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.tables import decoded
from bot.errors import Invalid
from bot.i18n import mark
from handlers.blocks.ids import Block
from handlers.turn import Turn

_SCOPE = "files:read"
LARGEST = 1_000_000
"""Bytes; a calendar of ten years has a tenth of them."""
_TIMEOUT = 10
_UNREADABLE = mark("I could not read this file. Please try once more, or paste its lines.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Uploaded:
    """A file of words."""

    name: str
    text: str


class _StayHere(HTTPRedirectHandler):
    """Follow nobody elsewhere: a redirect would carry the token along."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Return no other request."""


def _uploaded(view: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the files that were put into a sent view."""
    blocks = view["state"]["values"].values()
    elements = (element for block in blocks for element in block.values())
    return tuple(str(file["id"]) for one in elements for file in one.get("files") or ())


def demand_given(turn: Turn, pasted: Block) -> None:
    """See that a file was put into the sent view or lines were pasted; raises Invalid beside it."""
    if not turn.surface.typed.get(pasted) and not _uploaded(turn.surface.view):
        sentence = mark("Please choose a file or paste its lines.")
        raise Invalid(sentence, field=pasted.partition(".")[2])


def given(turn: Turn, pasted: Block) -> Iterator[Uploaded]:
    """Yield what was given: the file, then the lines that were pasted; these have no name."""
    for file_id in _uploaded(turn.surface.view):
        yield fetch(turn.surface.client, file_id)
    typed = turn.surface.typed.get(pasted)
    if typed:
        yield Uploaded(name="", text=str(typed))


def takes_files(turn: Turn) -> bool:
    """Whether the person's workspace has let the app see files; else nothing asks for one."""
    found = turn.services.installations.find(turn.actor.person.team_id)
    return found is not None and _SCOPE in found.scopes


def fetch(client: WebClient, file_id: str) -> Uploaded:
    """Fetch a file of words; raises Invalid, beside the field, for one that cannot be read."""
    try:
        file = client.files_info(file=file_id)["file"]
        content = _download(client, file)
    except (SlackApiError, OSError, HTTPException, ValueError) as error:
        raise Invalid(_UNREADABLE, field="file") from error
    return Uploaded(name=str(file.get("name") or ""), text=decoded(content))


def lies_with_slack(address: str, *, base_url: str) -> bool:
    """Whether an address belongs to the Slack that gave the token, or by https to a part of it.

    Slack knows of files that lie elsewhere (``is_external``), and then names that other address.
    """
    if address.startswith(base_url.removesuffix("api/")):
        return True
    asked, slack = urlsplit(address), urlsplit(base_url)
    return asked.scheme == "https" and (asked.hostname or "").endswith(f".{slack.hostname}")


def _download(client: WebClient, file: Mapping[str, Any]) -> bytes:
    address = str(file.get("url_private_download") or file.get("url_private") or "")
    if not lies_with_slack(address, base_url=client.base_url):
        raise ValueError(address)
    if int(file.get("size") or 0) > LARGEST:
        raise Invalid(mark("This file is larger than I can read."), field="file")
    request = Request(address, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - Slack's, by https
    with build_opener(_StayHere).open(request, timeout=_TIMEOUT) as response:
        return bytes(response.read(LARGEST))
