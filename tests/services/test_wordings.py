"""Own wordings: a facilitator says and dates things in their own way, and can take it back."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.domain.anonymous import Asked
from bot.domain.networks import Network
from bot.domain.programme import Programme
from bot.domain.wording_places import Chapter
from bot.errors import Invalid, NotAllowed, NotFound
from bot.services.catalogue import Catalogue
from bot.services.occasions import about_checkin
from bot.simulator.cast import FACILITATOR
from tests.services.office import MARIA, Office

NORMS = "Phones stay in the bag.\n\n  We begin   on time. "
TITLE = "forms/reflection/title"


def test_words_are_changed_for_one_network_and_taken_back(office: Office, network: Network) -> None:
    """S22, S58: no file is touched, and nobody else's network changes."""
    wordings, daniel = office.services.wordings, office.actor(FACILITATOR)
    before = network.programme.norms

    view = wordings.say(daniel, network.id, "norms", NORMS)
    ours = followed(office, network)
    back = wordings.undo(daniel, network.id, "norms")

    assert [str(one) for one in ours.norms] == ["Phones stay in the bag.", "We begin on time."]
    assert (ours.version, ours.key) == (network.programme.version, network.programme.key)
    assert [one.place for one, _ in view.own] == ["norms"]
    assert back.own == ()
    assert followed(office, network).norms == before
    assert "change_words" in office.audited(network)


def test_criteria_checks_and_answers_to_choose_are_said_in_own_words(
    office: Office, network: Network
) -> None:
    """S22, S58: under their own ids, so that what was ticked and answered stays."""
    wordings, daniel = office.services.wordings, office.actor(FACILITATOR)
    for path in (
        "phases/connect/exit/norms/text",
        "phases/lead/entry/pictures/text",
        "steps/problem/checks/matters/text",
        "forms/trust_pulse/fields/talked/options/both/label",
    ):
        wordings.say(daniel, network.id, path, "Ours")

    ours = followed(office, network)
    said = [one.text for one in (*ours.phase("connect").exit, *ours.phase("lead").entry)]
    checks = [one.text for step in ours.steps for one in step.checks]
    labels = [one.label for field in ours.form("trust_pulse").fields for one in field.options or ()]
    assert [list(map(str, one)).count("Ours") for one in (said, checks, labels)] == [2, 1, 1]


def test_what_is_said_twice_is_taken_back_to_the_programme(
    office: Office, network: Network
) -> None:
    """Not to the words in between; saying what the programme says is no own word."""
    wordings, daniel = office.services.wordings, office.actor(FACILITATOR)
    title = str(network.programme.form("reflection").title)

    wordings.say(daniel, network.id, TITLE, "Looking back")
    wordings.say(daniel, network.id, TITLE, "What stays")
    same = wordings.say(daniel, network.id, TITLE, title)

    assert same.own == ()
    assert str(followed(office, network).form("reflection").title) == title


def test_what_programme_check_would_not_take_is_said_beside_the_field(
    office: Office, network: Network
) -> None:
    """The same checks as for a file; the network goes on as before."""
    odd: dict[str, object] = {
        TITLE: "A title that is much longer than a phone shows",
        "forms/reflection/fields/stays_with_you/label": " ",
        "phases/connect/name": "x" * 76,
        "series/conference/when": {"week": 3, "at": "09:00"},
        "steps/problem/prompts": "",
    }

    fields = {path: refusal(office, network, path, typed) for path, typed in odd.items()}

    assert set(fields.values()) == {"words"}
    assert followed(office, network) == network.programme


def test_only_who_leads_changes_words_and_only_words(office: Office, network: Network) -> None:
    """What hangs together stays as it is (S58)."""
    wordings = office.services.wordings

    with pytest.raises(NotAllowed):
        wordings.say(office.actor(MARIA), network.id, TITLE, "Ours")
    with pytest.raises(NotFound):
        wordings.say(office.actor(FACILITATOR), network.id, "forms/reflection/visibility", "all")


def test_places_are_found_by_their_words(office: Office, network: Network) -> None:
    """A menu shows a hundred, and typing finds the rest."""
    wordings, daniel = office.services.wordings, office.actor(FACILITATOR)

    def found(typed: str, chapter: Chapter | None = None) -> list[str]:
        places = wordings.find(
            daniel,
            network.id,
            chapter=chapter,
            typed=typed,
            called=lambda one: f"{one.saying.key}: {one.of}",
        )
        return [one.path for one in places]

    assert TITLE in found("reflection TITLE")
    assert found("reflection title", Chapter.STEPS) == []
    assert len(found("")) == 100


def test_a_new_rule_dates_what_is_not_announced_yet(office: Office, network: Network) -> None:
    """S58: the date that people know stays, the later ones follow."""
    wordings, daniel = office.services.wordings, office.actor(FACILITATOR)
    rule = {"week": 2, "weekday": "thursday", "months": [9, 10, 11, 12, 1, 2, 3, 4, 5, 6]}
    before = dates(office, network)

    view = wordings.say(daniel, network.id, "series/conference/when", {**rule, "at": "13:00"})

    after = dates(office, network)
    assert view.redated.stay + view.redated.moved == len(after) == len(before)
    assert view.redated.stay == 1
    assert after[0] == before[0]
    assert {(one.weekday(), one.month) for one in after[1:]} == {
        (3, one.month) for one in before[1:]
    }
    assert (
        office.services.wordings.undo(daniel, network.id, "series/conference/when").redated.moved
        == len(after) - 1
    )
    assert dates(office, network) == before


def test_fewer_dates_take_gatherings_off_and_more_bring_them_back(
    office: Office, network: Network
) -> None:
    """Nobody is written to: nobody was asked about them yet."""
    wordings, daniel = office.services.wordings, office.actor(FACILITATOR)
    rule = {"week": 3, "weekday": "wednesday", "months": [9, 11, 2], "at": "09:00"}
    before, letters = dates(office, network), len(office.inbox(MARIA))

    fewer = wordings.say(daniel, network.id, "series/conference/when", rule)
    left = len(dates(office, network))
    back = wordings.undo(daniel, network.id, "series/conference/when")
    office.settle()

    assert left == len(before) - fewer.redated.removed < len(before)
    assert back.redated.added == fewer.redated.removed
    assert dates(office, network) == before
    assert len(office.inbox(MARIA)) == letters


def test_gatherings_to_come_are_called_as_their_series(office: Office, network: Network) -> None:
    """Their numbers stay."""
    daniel = office.actor(FACILITATOR)

    office.services.wordings.say(daniel, network.id, "series/conference/name", "Lake morning")

    view = office.services.gatherings.next(daniel, network.id)
    assert view is not None
    assert view.gathering.title == "Lake morning 1"


def test_an_exported_programme_holds_the_own_words(
    office: Office, network: Network, tmp_path: Path
) -> None:
    """`programme export` gives a file that `programme check` takes (issue 3)."""
    daniel = office.actor(FACILITATOR)
    office.services.wordings.say(daniel, network.id, "norms", NORMS)
    office.services.wordings.say(daniel, network.id, TITLE, "Looking back")

    text = office.services.programmes.text(daniel, network.id)

    (tmp_path / f"{network.programme.key}.yml").write_text(text, encoding="utf-8")
    again = Catalogue(folders=(tmp_path,)).get(network.programme.key)
    assert again == followed(office, network).model_copy(update={"builds_on": None})


def test_own_words_are_no_newer_version_and_survive_one(office: Office, network: Network) -> None:
    """S22: whoever moves on keeps what they said wherever there is a place for it."""
    wordings, programmes = office.services.wordings, office.services.programmes
    daniel = office.actor(FACILITATOR)
    older = network.programme.model_copy(update={"weeks": network.programme.weeks - 1})
    extra = older.steps[0].model_copy(update={"id": "extra", "name": older.name})
    older = older.model_copy(update={"steps": (*older.steps, extra)})
    wordings.say(daniel, network.id, TITLE, "Looking back")
    quiet = programmes.see(daniel, network.id)
    with office.store.write() as tx:
        tx.networks.update(replace(network, programme=older))
        tx.wordings.replace(network.id, ())
    for path, words in ((TITLE, "Looking back"), ("steps/extra/name", "One more")):
        wordings.say(daniel, network.id, path, words)

    view = programmes.see(daniel, network.id)
    programmes.move(daniel, network.id, seen=view.fingerprint)

    assert quiet.newer is None
    assert view.reworded is not None
    assert [one.place for one in view.reworded.lost] == ["steps/extra/name"]
    assert not [one for one in view.changes if "title" in one.where]
    assert str(followed(office, network).form("reflection").title) == "Looking back"
    assert [one.place for one, _ in wordings.see(daniel, network.id).own] == [TITLE]
    assert followed(office, network).weeks == network.programme.weeks


def test_forms_answered_without_a_name_are_kept_too(office: Office, network: Network) -> None:
    """S35: a newer version does not make anonymous answers unreadable."""
    programmes, daniel = office.services.programmes, office.actor(FACILITATOR)
    pulse = network.programme.form("trust_pulse")
    asked = Asked(
        network_id=network.id, form_id=pulse.id, about=about_checkin("trust", "2026-09-07")
    )
    page = pulse.pages[0]
    odd = page.fields[0].model_copy(update={"id": "odd"})
    old = pulse.model_copy(
        update={"pages": (page.model_copy(update={"fields": (*page.fields, odd)}),)}
    )
    forms = tuple(old if one.id == pulse.id else one for one in network.programme.forms)
    with office.store.write() as tx:
        older = network.programme.model_copy(update={"forms": forms})
        tx.networks.update(replace(network, programme=older))
        tx.anonymous.answer(daniel.id, asked, {"odd": 3}, week_of=office.clock.now().date())

    programmes.move(daniel, network.id, seen=programmes.see(daniel, network.id).fingerprint)

    assert [one.id for one in followed(office, network).earlier] == [pulse.id]
    assert followed(office, network).form(pulse.id, {"odd": 3}).field("odd").id == "odd"


def refusal(office: Office, network: Network, path: str, typed: object) -> str | None:
    """Return beside which field it is said that something cannot be taken."""
    with pytest.raises(Invalid) as refused:
        office.services.wordings.say(office.actor(FACILITATOR), network.id, path, typed)
    return refused.value.field


def followed(office: Office, network: Network) -> Programme:
    """Return the programme that a network follows now."""
    with office.store.read() as tx:
        now = tx.networks.get(network.id)
    assert now is not None
    return now.programme


def dates(office: Office, network: Network) -> list[datetime]:
    """Return the instants of the gatherings that take place, in order."""
    with office.store.read() as tx:
        return [one.starts_at for one in tx.gatherings.of_network(network.id) if one.is_on]
