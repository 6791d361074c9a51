"""Agendas in Slack: seen by all, changed part by part, proposed for and answered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.gatherings import GatheringState
from bot.services.agendas_shown import AgendaView
from bot.simulator.slack import PersonSession
from handlers.blocks.agendas import agenda_modal
from handlers.blocks.ids import Action, Block
from tests.handlers.blocks import samples
from tests.handlers.scene import Scene, actions_of, page, shown, title


def agenda(scene: Scene) -> AgendaView:
    """Return the next agenda as a member sees it."""
    view = scene.stage.bot.services.agendas.next(scene.actor(scene.maria), scene.network.id)
    assert view is not None
    return view


def fill(who: PersonSession, what: str, minutes: int) -> Any:
    """Fill and send the form of a part."""
    who.set(Block.PART_WHAT, what)
    who.set(Block.PART_MINUTES, str(minutes))
    sent = who.submit()
    assert sent.ok, sent
    return sent


def hand_over(scene: Scene) -> None:
    """Let the schools own the agendas of the phase that the network is in."""
    programme = scene.network.programme
    phases = tuple(one.model_copy(update={"agenda_owner": "school"}) for one in programme.phases)
    mine = programme.model_copy(update={"phases": phases})
    with scene.stage.store.write() as tx:
        tx.networks.update(replace(scene.network, programme=mine))


def test_a_member_reads_the_agenda_and_who_leads(scene: Scene) -> None:
    """S4, S15: each part with its minutes; a member proposes and changes nothing."""
    scene.say(scene.maria, "/conference agenda")

    assert title(scene.maria) == "Agenda"
    assert "*1. " in page(scene.maria)
    assert "It is the agenda of the programme." in page(scene.maria)
    assert scene.maria.modal is not None
    assert actions_of(scene.maria.modal.raw) == [Action.PROPOSE_PART]


def test_an_agenda_says_when_the_norms_need_time(scene: Scene) -> None:
    """S30: whoever plans the next meeting reads it where they plan."""
    view = agenda(scene)

    usual, due = (
        str(agenda_modal(replace(view, looks_again=one), samples.NEW_YORK).to_dict())
        for one in (False, True)
    )

    assert "Look at our norms again." not in usual
    assert "Look at our norms again." in due


def test_a_facilitator_changes_a_part_and_publishes(scene: Scene) -> None:
    """S15: the difference in minutes is said, and Publish comes when they add up."""
    longest = max(range(len(agenda(scene).blocks)), key=lambda n: agenda(scene).blocks[n].minutes)
    block = agenda(scene).blocks[longest]
    scene.say(scene.facilitator, "/conference agenda")
    scene.facilitator.click(Action.ADD_PART)
    fill(scene.facilitator, "Look at <our> data", 20)
    too_long = page(scene.facilitator)
    scene.facilitator.click(f"{Action.AGENDA_PART}:{longest}", value=f"change/{block.id}")
    fill(scene.facilitator, str(block.what), block.minutes - 20)
    fitting = page(scene.facilitator)

    scene.facilitator.click(Action.PUBLISH_AGENDA)

    assert "It is 20 minutes too long." in too_long
    assert "Once the minutes add up you can publish it." in too_long
    assert "The minutes add up." in fitting
    assert "Published. The announcement shows it, too." in page(scene.facilitator)
    assert "Look at &lt;our&gt; data" in page(scene.facilitator)
    assert str(agenda(scene).blocks[-1].what) == "Look at <our> data"
    scene.facilitator.click(Action.RESET_AGENDA)
    assert "Look at" not in page(scene.facilitator)


def test_parts_go_earlier_later_and_out(scene: Scene) -> None:
    """One menu for each part; the changes can be forgotten."""
    first, second, *_ = agenda(scene).blocks
    scene.say(scene.facilitator, "/conference agenda")

    scene.facilitator.click(f"{Action.AGENDA_PART}:1", value=f"up/{second.id}")
    swapped = page(scene.facilitator)
    scene.facilitator.click(f"{Action.AGENDA_PART}:1", value=f"remove/{first.id}")
    fewer = page(scene.facilitator)
    scene.facilitator.click(Action.DROP_AGENDA)

    assert f"*1. {second.what}*" in swapped
    assert "are left over." in fewer
    assert f"*1. {first.what}*" in page(scene.facilitator)


def test_staff_propose_and_a_school_accepts_from_its_message(scene: Scene) -> None:
    """S15: in the last phase nothing comes onto the agenda without the school's yes."""
    hand_over(scene)
    scene.say(scene.facilitator, "/conference agenda")
    scene.facilitator.click(Action.PROPOSE_PART)
    fill(scene.facilitator, "Meet the new coach", 15)
    thanked = page(scene.facilitator)
    scene.stage.jump_to(scene.stage.now + timedelta(days=1))
    asked = next(one for one in scene.maria.inbox if Action.ACCEPT_PART in actions_of(one))

    scene.maria.click(Action.ACCEPT_PART, on=asked)

    assert "Thank you. I tell those who decide." in thanked
    assert "waits for an answer" in thanked
    assert "Accepted. Publish the agenda once its minutes add up." in page(scene.maria)
    assert "15 minutes too long" in page(scene.maria)
    now = next(one for one in scene.maria.inbox if one.ts == asked.ts)
    assert "Accepted." in shown(now.blocks)


def test_who_answers_after_a_colleague_reads_whose_answer_holds(scene: Scene) -> None:
    """S15: neither the page nor the message says "Accepted" of what was declined."""
    hand_over(scene)
    scene.say(scene.facilitator, "/conference agenda")
    scene.facilitator.click(Action.PROPOSE_PART)
    fill(scene.facilitator, "Meet the new coach", 15)
    scene.stage.jump_to(scene.stage.now + timedelta(days=1))
    marias, jamess = (
        next(one for one in who.inbox if Action.ACCEPT_PART in actions_of(one))
        for who in (scene.maria, scene.james)
    )
    scene.maria.click(Action.DECLINE_PART, on=marias)

    scene.james.click(Action.ACCEPT_PART, on=jamess)

    late = f"{scene.maria.person.real_name} had said no thanks before you"
    now = next(one for one in scene.james.inbox if one.ts == jamess.ts)
    assert late in page(scene.james)
    assert late in shown(now.blocks)
    assert actions_of(now) == []


def test_a_message_about_an_agenda_in_other_hands_says_so(scene: Scene) -> None:
    """S15: the phase has changed since; the button does not stay to be tried again."""
    scene.say(scene.maria, "/conference agenda")
    scene.maria.click(Action.PROPOSE_PART)
    fill(scene.maria, "Data walls", 10)
    scene.stage.jump_to(scene.stage.now + timedelta(days=1))
    asked = next(one for one in scene.facilitator.inbox if Action.ACCEPT_PART in actions_of(one))
    hand_over(scene)

    scene.facilitator.click(Action.ACCEPT_PART, on=asked)

    now = next(one for one in scene.facilitator.inbox if one.ts == asked.ts)
    assert "it is theirs to answer" in shown(now.blocks)
    assert actions_of(now) == []


def test_what_somebody_proposes_can_be_declined_kindly(scene: Scene) -> None:
    """The facilitator answers on the agenda itself, where several wait."""
    for what in ("Data walls", "A walk"):
        scene.say(scene.maria, "/conference agenda")
        scene.maria.click(Action.PROPOSE_PART)
        fill(scene.maria, what, 10)
        scene.maria.close(all_views=True)
    waiting = scene.say(scene.facilitator, "/rounds")
    scene.say(scene.facilitator, "/conference agenda")

    scene.facilitator.click(Action.DECLINE_PART)

    assert "2 proposals wait for the agenda." in waiting
    assert "Whoever proposed it is told kindly." in page(scene.facilitator)
    scene.say(scene.maria, "/conference agenda")
    assert "not this time" in page(scene.maria)


def test_after_the_last_date_there_is_no_agenda(scene: Scene) -> None:
    """Nothing is shown of what was called off."""
    with scene.stage.store.write() as tx:
        for one in tx.gatherings.of_network(scene.network.id):
            tx.gatherings.update(replace(one, state=GatheringState.CANCELLED))

    told = scene.say(scene.maria, "/conference agenda")

    assert "No date lies ahead" in told


def test_the_card_of_a_date_leads_to_its_agenda(scene: Scene) -> None:
    """Every date has an agenda, not only the next one."""
    scene.say(scene.maria, "/conference")

    scene.maria.click(Action.OPEN_AGENDA, on=scene.maria.ephemerals[-1])

    assert title(scene.maria) == "Agenda"
