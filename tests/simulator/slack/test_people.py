"""People before Slack's client: what they see, fill in, press and send."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.clock import SteppedClock
from bot.simulator.slack import Channel, LocalSlack, NotPossibleError, Person, PersonSession
from tests.simulator.slack.kit import (
    actions,
    ask,
    button,
    home,
    modal,
    option,
    plain,
    section,
    select,
    text_input,
)
from tests.simulator.slack.tiny_bot import TinyBot, client_of, refused

Json = dict[str, Any]
Ack = Callable[..., Any]

FORM = modal(
    ask(text_input(), block_id="why"),
    ask(select(options=[option("a"), option("b")]), block_id="level", optional=True),
    callback_id="form",
    private_metadata="step-1",
)


@pytest.fixture
def who(slack: LocalSlack, bot: TinyBot, ana: Person) -> PersonSession:
    """Let Ana sit before a bot that opens a form on /checkin and remembers its buttons."""

    @bot.app.command("/checkin")
    def open_form(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    @bot.app.action(re.compile("press"))
    def remember(ack: Ack, body: Json) -> None:
        bot.heard.append(body)
        ack()

    return slack.person(ana.id)


def answer_with(bot: TinyBot, **response: Any) -> None:
    """Let the bot answer the form so."""

    @bot.app.view("form")
    def answer(ack: Ack, body: Json) -> None:
        bot.heard.append(body)
        ack(**response)


def test_a_form_is_filled_and_sent(bot: TinyBot, who: PersonSession) -> None:
    """The bot reads every input, also the one that was left alone; the modal closes."""
    answer_with(bot)
    who.command("/checkin")
    who.set("write", "Because")

    sent = who.submit()

    view = bot.heard[0]["view"]
    assert sent.ok
    assert view["private_metadata"] == "step-1"
    assert view["state"]["values"]["why"]["write"]["value"] == "Because"
    assert view["state"]["values"]["level"]["choose"]["selected_option"] is None
    assert who.modal is None


def test_the_client_itself_asks_for_what_is_required(bot: TinyBot, who: PersonSession) -> None:
    """The bot hears nothing of a form that is not complete."""
    answer_with(bot)
    who.command("/checkin")

    sent = who.submit()

    assert list(sent.client_errors) == ["why"]
    assert bot.heard == []
    assert who.modal is not None


def test_sentences_stand_beside_their_fields(
    slack: LocalSlack, bot: TinyBot, who: PersonSession
) -> None:
    """The modal stays, with what was typed."""
    answer_with(bot, response_action="errors", errors={"why": "Please say more."})
    who.command("/checkin")
    who.set("why", "Hm")

    sent = who.submit()

    assert sent.errors == {"why": "Please say more."}
    assert who.modal is not None
    assert who.modal.values["why"]["write"]["value"] == "Hm"
    assert slack.violations == ()


@pytest.mark.parametrize(
    "response",
    [
        {"response_action": "errors", "errors": {"nowhere": "Lost."}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {**FORM, "title": plain("x" * 25)}},
        {"response_action": "vanish"},
        {"text": "Thank you"},
    ],
    ids=["unknown block", "no errors", "title too long", "unknown action", "only words"],
)
def test_an_answer_slack_cannot_show_is_a_failure(
    slack: LocalSlack, bot: TinyBot, who: PersonSession, response: Json
) -> None:
    """The person sees that it failed, and it is a violation."""

    @bot.app.view("form")
    def answer(ack: Ack) -> None:
        # Bolt checks what it is given; what an app sends by hand, nobody does.
        acknowledged = ack()
        acknowledged.body = json.dumps(response)
        acknowledged.headers["content-type"] = ["application/json"]

    who.command("/checkin")
    who.set("why", "Because")

    sent = who.submit()

    assert sent.status == "failed"
    assert sent.error
    assert who.modal is not None
    assert {found.kind for found in slack.violations} == {"blocks_refused"}


def test_an_answer_can_replace_stack_and_clear(bot: TinyBot, who: PersonSession) -> None:
    """Values survive where the ids of block and element stay."""
    answers: list[Json] = [
        {"response_action": "update", "view": {**FORM, "title": plain("Again")}},
        {"response_action": "push", "view": {**FORM, "title": plain("Top")}},
        {"response_action": "clear"},
    ]

    @bot.app.view("form")
    def answer(ack: Ack) -> None:
        ack(**answers.pop(0))

    who.command("/checkin")
    who.set("why", "Because")
    shown = []
    for _ in range(3):
        who.submit()
        shown.append([(view.title, view.values["why"]["write"]["value"]) for view in who.modals])
        if len(who.modals) > 1:
            who.set("why", "On top")

    assert shown == [[("Again", "Because")], [("Again", "Because"), ("Top", None)], []]


def test_a_trigger_works_once_and_for_three_seconds(
    slack: LocalSlack, clock: SteppedClock, bot: TinyBot, ana: Person
) -> None:
    """Then the form can no longer be opened."""
    triggers: list[str] = []
    client = client_of(slack)

    @bot.app.command("/inquiry")
    def keep(ack: Ack, body: Json) -> None:
        triggers.append(body["trigger_id"])
        ack()

    for _ in range(2):
        slack.person(ana.id).command("/inquiry")
    used, old = triggers
    client.views_open(trigger_id=used, view=FORM)
    again = refused(client.views_open, trigger_id=used, view=FORM)
    clock.step(timedelta(seconds=4))
    late = refused(client.views_open, trigger_id=old, view=FORM)
    made_up = refused(client.views_open, trigger_id="1.2.x", view=FORM)

    assert (again, late) == ("exchanged_trigger_id", "expired_trigger_id")
    assert made_up == "invalid_trigger_id"


def test_three_views_are_the_most(slack: LocalSlack, bot: TinyBot, who: PersonSession) -> None:
    """A fourth is refused; closing one shows the one below."""
    client = client_of(slack)
    errors: list[str] = []

    @bot.app.action("deeper")
    def push(ack: Ack, body: Json) -> None:
        view = modal(actions(button(action_id="deeper")), title=plain("Deeper"))
        if len(who.modals) < 3:
            client.views_push(trigger_id=body["trigger_id"], view=view)
        else:
            trigger = body["trigger_id"]
            errors.append(refused(client.views_push, trigger_id=trigger, view=view))
        ack()

    slack.person(who.id).command("/checkin")
    assert who.modal is not None
    deep = modal(actions(button(action_id="deeper")))
    client.views_update(view_id=who.modal.id, view=deep)
    for _ in range(3):
        who.click("deeper")
    depth = len(who.modals)
    who.close()

    assert (depth, len(who.modals)) == (3, 2)
    assert errors == ["push_limit_reached"]


def test_an_outdated_hash_changes_nothing(slack: LocalSlack, who: PersonSession) -> None:
    """views.update with the hash of an older version is a conflict."""
    client = client_of(slack)
    who.command("/checkin")
    assert who.modal is not None
    old = who.modal
    fresh = client.views_update(view_id=old.id, hash=old.hash, view=FORM)["view"]

    error = refused(client.views_update, view_id=old.id, hash=old.hash, view=FORM)

    assert error == "hash_conflict"
    assert fresh["hash"] != old.hash
    who.close()
    assert refused(client.views_update, view_id=old.id, view=FORM) == "not_found"


def test_an_external_id_names_one_view(slack: LocalSlack, who: PersonSession) -> None:
    """It can be updated by it, and not be given twice."""
    client = client_of(slack)
    who.command("/checkin")
    assert who.modal is not None
    client.views_update(view_id=who.modal.id, view={**FORM, "external_id": "form-1"})
    client.views_update(external_id="form-1", view={**FORM, "external_id": "form-1"})
    other = home(section(), external_id="form-1")

    error = refused(client.views_publish, user_id=who.id, view=other)

    assert error == "duplicate_external_id"


def test_closing_is_told_where_it_was_asked_for(
    slack: LocalSlack, bot: TinyBot, who: PersonSession
) -> None:
    """Without what was typed."""

    @bot.app.view_closed("form")
    def closed(ack: Ack, body: Json) -> None:
        bot.heard.append(body)
        ack()

    who.command("/checkin")
    assert who.modal is not None
    client_of(slack).views_update(view_id=who.modal.id, view={**FORM, "notify_on_close": True})
    who.set("why", "Never mind")
    who.close()

    assert bot.heard[0]["view"]["state"] == {"values": {}}
    assert bot.heard[0]["is_cleared"] is False


def test_a_closed_form_cannot_be_sent(who: PersonSession) -> None:
    """Nothing is open, nothing can be filled in."""
    who.command("/checkin")
    who.close()

    with pytest.raises(NotPossibleError):
        who.submit()
    with pytest.raises(NotPossibleError):
        who.set("why", "x")


def test_nobody_presses_what_they_do_not_see(
    slack: LocalSlack, who: PersonSession, room: Channel
) -> None:
    """Neither somebody else's private message, nor one that is gone."""
    client = client_of(slack)
    ben = slack.person(room.members[1])
    client.chat_postEphemeral(channel=room.id, user=ben.id, text="Psst", blocks=[actions(button())])
    private = ben.ephemerals[0]
    ts = client.chat_postMessage(channel=room.id, text="Hi", blocks=[actions(button())])["ts"]
    public = slack.messages(room.id)[-1]
    pressed = ben.click("press", on=private)
    client.chat_delete(channel=room.id, ts=ts)

    assert pressed.ok
    with pytest.raises(NotPossibleError):
        who.click("press", on=private)
    with pytest.raises(NotPossibleError):
        who.click("press", on=public)
