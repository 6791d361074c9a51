"""Partners in Slack: drawn and looked at in a modal, told privately, seen with what was agreed."""

from datetime import timedelta

from bot.simulator.slack import PersonSession
from handlers.blocks.ids import Action, Block, numbered
from tests.handlers.scene import Scene, newcomer, page, title, told


def begin(scene: Scene) -> None:
    """Draw partners and begin, as a facilitator does; everybody hears of it."""
    scene.say(scene.facilitator, "/rounds partners")
    scene.facilitator.click(Action.DRAW_PARTNERS)
    sent = scene.facilitator.submit()
    assert sent.ok, sent
    scene.settle()


def name(who: PersonSession) -> str:
    """Return how somebody is called."""
    return who.person.real_name


def choose(who: PersonSession, *people: int) -> None:
    """Choose two people to swap."""
    for block, person in zip((Block.SWAP_ONE, Block.SWAP_OTHER), people, strict=True):
        who.set(block, str(person))


def test_a_facilitator_looks_before_anybody_hears_of_partners(scene: Scene) -> None:
    """S26: draw, draw again, swap two, begin; then each is told privately what it is for."""
    scene.say(scene.facilitator, "/rounds partners")
    empty = page(scene.facilitator)
    scene.facilitator.click(Action.DRAW_PARTNERS)
    scene.facilitator.click(Action.DRAW_PARTNERS)
    one, other = (scene.actor(who).id for who in (scene.maria, scene.james))
    choose(scene.facilitator, one, other)
    scene.facilitator.click(Action.SWAP_PARTNERS)
    drawn = page(scene.facilitator)
    before = len(scene.maria.inbox)

    scene.facilitator.submit()
    scene.settle()

    assert "3 people can be matched. They come in trios." in empty
    james, leilani, maria = (name(who) for who in (scene.james, scene.leilani, scene.maria))
    assert f"{james}, {leilani} and {maria}" in drawn
    assert "Together since" in page(scene.facilitator)
    heard = told(scene.maria.inbox[before:])
    assert f"Your partners in this network are *{james} and {leilani}*." in heard
    assert "You hold one another to your word" in heard


def test_two_people_are_needed_for_a_swap(scene: Scene) -> None:
    """A press without them is answered in a sentence, and nothing is lost."""
    scene.say(scene.facilitator, "/rounds partners")
    scene.facilitator.click(Action.DRAW_PARTNERS)

    scene.facilitator.click(Action.SWAP_PARTNERS)

    assert "Please choose two people to swap." in page(scene.facilitator)


def test_a_private_reflection_may_open_its_next_step_to_partners(scene: Scene) -> None:
    """S26: the form says so beside the day, and the receipt afterwards; the rest stays private."""
    begin(scene)
    scene.say(scene.james, "/reflect")
    form = page(scene.james)
    day = (scene.today() + timedelta(days=7)).isoformat()
    words: dict[str, object] = {
        "next_step": "Visit two classrooms",
        "next_step_on": day,
        "learned": "I was afraid.",
        "+partners": ["yes"],
    }
    scene.write(scene.james, words)

    scene.say(scene.maria, "/rounds partners")

    assert "They may read this one step, and ask me on the day" in form
    assert "Visit two classrooms" in page(scene.maria)
    assert "I was afraid." not in page(scene.maria)
    assert "Your partners can read your next step" in told(scene.james.inbox[-1:])


def test_a_member_sees_partners_with_what_they_agreed(scene: Scene) -> None:
    """Before there are any, whom to ask; then names, schools and the steps that are shared."""
    scene.say(scene.maria, "/rounds partners")
    nobody = page(scene.maria)
    begin(scene)
    scene.say(scene.james, "/reflect")
    day = (scene.today() + timedelta(days=7)).isoformat()
    step = {"next_step": "Visit two <classrooms>", "next_step_on": day}
    scene.write(scene.james, step, readers="trio")

    scene.say(scene.maria, "/rounds partners")

    assert "You have no partner yet." in nobody
    james = name(scene.james)
    assert f"*{james}*, School of {james}" in page(scene.maria)
    assert "Visit two &lt;classrooms&gt;" in page(scene.maria)
    assert "You have planned no next step." in page(scene.maria)
    scene.maria.click(numbered(Action.RUN_COMMAND, "reflect"))
    assert title(scene.maria) == "Reflection"


def test_who_comes_later_has_partners_and_who_leads_hears_of_it(scene: Scene) -> None:
    """Joining the channel is enough."""
    begin(scene)
    nora = newcomer(scene.stage, "Nora Sullivan")

    scene.facilitator.invite(scene.channel.id, nora.id)
    scene.settle()

    said = told(scene.facilitator.inbox)
    assert f"{nora.real_name} is new and has partners already" in said
    scene.facilitator.click(Action.OPEN_PARTNERS, on=scene.facilitator.inbox[-1])
    assert title(scene.facilitator) == "Partners"
