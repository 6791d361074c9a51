"""``manifest``: what the Slack app is created from."""

from argparse import Namespace
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.i18n import mark
from handlers.manifest import MANIFEST, as_yaml, for_url, read_manifest

_NO_ADDRESS = mark("Slack wants an address that starts with https://, not {url}.")


def print_manifest(wanted: Namespace) -> int:
    """Print the manifest for Socket Mode or, with an address, the one for HTTP mode.

    Raises SettingsError for an address that Slack would not take.
    """
    url: str | None = wanted.url
    if url is None:
        print(MANIFEST.read_text(encoding="utf-8"), end="")
        return 0
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise SettingsError(_NO_ADDRESS, url=url)
    print(as_yaml(for_url(read_manifest(), url)), end="")
    return 0
