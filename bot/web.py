"""HTTP as a driver: Slack's requests and installation, and how the bot is.

One Flask application serves both modes. In Socket Mode it only tells how the bot is; in HTTP mode
it stands behind gunicorn and receives what Slack sends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, jsonify, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_bolt.adapter.flask.handler import to_bolt_request, to_flask_response
from slack_bolt.oauth import OAuthFlow

from bot.errors import DatabaseError
from bot.i18n import translator
from bot.services.health import Health, Vitals

EVENTS = "/slack/events"
INSTALL = "/slack/install"
REDIRECT = "/slack/oauth_redirect"
_METRICS = "text/plain; version=0.0.4; charset=utf-8"
_BIGGEST = 4 * 1024 * 1024
"""Bytes of a request; the longest that Slack sends is far below."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Duties:
    """What this process has to do, and so what its health depends on."""

    ticks: bool
    """Whether it ticks: then a heartbeat that stands still is its own."""
    connected: Callable[[], bool] | None = None
    """Whether a socket is open; None in HTTP mode."""
    lost: Callable[[], bool] | None = None
    """Whether none was for so long that the process should be started anew."""


def build_web(
    health: Health, duties: Duties, *, slack: App | None = None, oauth: OAuthFlow | None = None
) -> Flask:
    """Build the application; ``slack`` and ``oauth`` add Slack's own paths."""
    web = Flask("rounds")
    web.config["MAX_CONTENT_LENGTH"] = _BIGGEST
    web.add_url_rule("/health", view_func=lambda: _health(health, duties), endpoint="health")
    web.add_url_rule("/metrics", view_func=lambda: _metrics(health, duties), endpoint="metrics")
    if slack is not None:
        handler = SlackRequestHandler(slack)
        web.add_url_rule(
            EVENTS, view_func=lambda: handler.handle(request), endpoint="events", methods=["POST"]
        )
    if oauth is not None:
        _add_installing(web, oauth)
    return web


def _add_installing(web: Flask, oauth: OAuthFlow) -> None:
    def install() -> Response:
        return to_flask_response(oauth.handle_installation(to_bolt_request(request)))

    def come_back() -> Response:
        return to_flask_response(oauth.handle_callback(to_bolt_request(request)))

    web.add_url_rule(INSTALL, view_func=install)
    web.add_url_rule(REDIRECT, view_func=come_back)


def _health(health: Health, duties: Duties) -> tuple[Response, HTTPStatus]:
    """Answer 200 while this process does its duties, 503 when it should be started anew."""
    try:
        vitals = health.vitals()
    except DatabaseError as trouble:
        why = trouble.tell(translator())
        return jsonify(status="failing", database=why), HTTPStatus.SERVICE_UNAVAILABLE
    lost = duties.lost is not None and duties.lost()
    stands = duties.ticks and not health.beats(vitals)
    failing = lost or stands or vitals.trouble is not None
    body = {"status": "failing" if failing else "ok", **_condition(health, vitals)}
    if duties.connected is not None:
        body["socket"] = "lost" if lost else "open" if duties.connected() else "reconnecting"
    return jsonify(body), HTTPStatus.SERVICE_UNAVAILABLE if failing else HTTPStatus.OK


def _condition(health: Health, vitals: Vitals) -> dict[str, str | float | None]:
    age = vitals.heartbeat_age
    return {
        "database": "ok" if vitals.trouble is None else vitals.trouble.tell(translator()),
        "scheduler": "ok" if health.beats(vitals) else "stalled",
        "heartbeat_age_seconds": None if age is None else round(age.total_seconds(), 1),
        "lag_seconds": round(vitals.lag.total_seconds(), 1),
    }


def _metrics(health: Health, duties: Duties) -> Response:
    """Answer in the plain text that Prometheus reads."""
    try:
        vitals = health.vitals()
    except DatabaseError:
        return Response(_lines({"rounds_up": ("The database answers.", 0)}), content_type=_METRICS)
    return Response(_lines(_figures(vitals, duties)), content_type=_METRICS)


def _figures(vitals: Vitals, duties: Duties) -> dict[str, tuple[str, float]]:
    backlog = vitals.backlog
    figures: dict[str, tuple[str, float]] = {
        "rounds_up": ("The database answers.", int(vitals.trouble is None)),
        "rounds_outbox_pending": ("Deliveries that wait, due or not.", backlog.waiting),
        "rounds_outbox_due": ("Deliveries that could be sent now.", backlog.due),
        "rounds_outbox_unknown": ("Deliveries of unknown outcome.", backlog.in_doubt),
        "rounds_outbox_lag_seconds": (
            "For how long the oldest due delivery waits.",
            vitals.lag.total_seconds(),
        ),
    }
    if vitals.heartbeat_age is not None:
        figures["rounds_heartbeat_age_seconds"] = (
            "Since the scheduler's last sign of life.",
            vitals.heartbeat_age.total_seconds(),
        )
    if duties.connected is not None:
        open_now = duties.connected()
        figures["rounds_socket_connected"] = ("A socket to Slack is open.", int(open_now))
    return figures


def _lines(figures: dict[str, tuple[str, float]]) -> str:
    return "".join(
        f"# HELP {name} {about}\n# TYPE {name} gauge\n{name} {value:g}\n"
        for name, (about, value) in figures.items()
    )
