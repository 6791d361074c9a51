"""The roster: who belongs, with school and role; loaded as a list, filled one by one."""

from dataclasses import replace

from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, newcomer, page, title


def test_the_roster_names_everybody_and_what_is_missing(scene: Scene) -> None:
    """Gaps are sentences; the programme is made for twelve and more."""
    scene.say(scene.facilitator, "/rounds roster")

    shows = page(scene.facilitator)
    assert "School of Maria Alvarez" in shows
    assert "The programme is made for 12 to 18 people; there are 3." in shows


def test_the_roster_names_whom_schools_still_send(scene: Scene) -> None:
    """S19, S52: school by school, role by role; and who grows into leadership."""
    maria = scene.actor(scene.maria)
    _, place = scene.stage.bot.services.networks.place(maria, scene.network.id, maria.id)
    asked = scene.network.programme.model_copy(
        update={"each_school": ("principal", "assistant_principal")}
    )
    with scene.stage.bot.store.write() as tx:
        tx.networks.update(replace(scene.network, programme=asked))
        tx.members.update(replace(place, role="teacher_leader"))

    scene.say(scene.facilitator, "/rounds roster")

    shows = page(scene.facilitator)
    assert "At 3 of 3 schools not every role is filled" in shows
    name = maria.person.name
    assert f"School of {name}: Principal, Assistant principal" in shows
    assert "Office holders: 2. Growing into leadership: 1." in shows
    assert f"{name}: School of {name}, Teacher leader, grows into leadership" in shows


def test_a_facilitator_places_a_member(scene: Scene) -> None:
    """One menu names everybody; the form has what is known."""
    james = scene.actor(scene.james).id
    scene.say(scene.facilitator, "/rounds roster")
    scene.facilitator.click(f"{Action.OPEN_PLACE}:member", value=str(james))
    scene.facilitator.set(Block.SCHOOL, "Lincoln <Park> Middle")
    scene.facilitator.set(Block.ROLE, "teacher_leader")

    sent = scene.facilitator.submit()
    scene.say(scene.facilitator, "/rounds roster")

    assert sent.ok
    assert "Lincoln &lt;Park&gt; Middle, Teacher leader" in page(scene.facilitator)


def test_a_member_places_themselves(scene: Scene) -> None:
    """Nobody has to wait for the facilitator."""
    scene.say(scene.maria, "/rounds place")
    scene.maria.set(Block.SCHOOL, "Harbor Elementary")
    scene.maria.set(Block.LEVEL, "elementary")

    sent = scene.maria.submit()

    assert sent.ok
    assert "Kept: Maria Alvarez" in page(scene.maria)


def test_a_list_is_taken_line_by_line(scene: Scene) -> None:
    """Good lines are taken, each other one is named with the reason."""
    nora = newcomer(scene.stage, "Nora Sullivan")
    lines = [
        "email,name,school,role,level",
        f"{nora.email},Nora Sullivan,Prairie Elementary,principal,elementary",
        "nobody@school.example,Nobody,Prairie Elementary,principal,",
        f"{str(nora.email).upper()},Nora again,Prairie Elementary,principal,",
        "x@school.example,X,Prairie Elementary,astronaut,",
        "not an address,Y,Prairie Elementary,principal,",
    ]
    scene.say(scene.facilitator, "/rounds roster")
    scene.facilitator.click(Action.LOAD_ROSTER)
    scene.facilitator.set(Block.ROSTER, "\n".join(lines))

    scene.facilitator.submit()
    scene.stage.rest()

    shows = page(scene.facilitator)
    assert title(scene.facilitator) == "Load a list"
    assert "1 line was taken." in shows
    assert "Line 3: nobody here has the address nobody@school.example." in shows
    assert "Line 4: " in shows
    assert "Line 5: the role 'astronaut' is not one of" in shows
    assert "Line 6: 'not an address' is not an e-mail address." in shows


def test_who_joins_the_channel_is_greeted(scene: Scene) -> None:
    """People belong by being in the channel; the greeting comes privately."""
    nora = newcomer(scene.stage, "Nora Sullivan")

    scene.facilitator.invite(scene.channel.id, nora.id)
    scene.settle()

    session = scene.stage.slack.person(nora.id)
    assert "Nora Sullivan" in session.inbox[-1].text
    assert scene.actor(session).membership(scene.network.id) is not None


def test_who_leaves_the_channel_leaves_the_network(scene: Scene) -> None:
    """What they wrote stays theirs."""
    scene.james.leave(scene.channel.id)
    scene.settle()

    assert scene.actor(scene.james).memberships == ()
