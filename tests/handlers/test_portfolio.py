"""One's own page in Slack: ``/rounds me`` (S82)."""

from datetime import timedelta

from handlers.blocks.ids import Action, numbered
from tests.handlers.scene import Scene, actions_of, page, title, told


def test_an_empty_page_says_how_it_fills(scene: Scene) -> None:
    """A goal can be set at once, and school and role are one press away."""
    scene.say(scene.maria, "/rounds me")

    assert scene.maria.modal is not None
    assert "What do you want to learn this year, for yourself?" in page(scene.maria)
    assert "Nothing yet." in page(scene.maria)
    assert actions_of(scene.maria.modal.raw) == [
        Action.OPEN_FORM,
        Action.OPEN_PARTNERS,
        Action.OPEN_PLACE,
    ]


def test_the_page_is_a_press_away_before_anything_is_written(scene: Scene) -> None:
    """S82: Home leads there from the first day."""
    scene.maria.open_home()

    scene.maria.click(Action.OPEN_PORTFOLIO)

    assert title(scene.maria) == "My page"


def test_a_facilitators_page_begins_with_their_part(scene: Scene) -> None:
    """S82: what they lead is a press away; nobody tells them that they have no partner."""
    scene.say(scene.facilitator, "/rounds me")
    shown = page(scene.facilitator)

    scene.facilitator.click(numbered(Action.RUN_COMMAND, "nudge_log"))

    assert "You lead this network." in shown
    assert "You have no partner yet." not in shown
    assert "from paper." not in shown
    assert title(scene.facilitator) != "My page"


def test_a_goal_is_set_and_heads_the_page(scene: Scene) -> None:
    """S82: it is for oneself alone, and can be changed."""
    scene.say(scene.maria, "/rounds me")
    scene.maria.click(Action.OPEN_FORM)
    scene.write(scene.maria, {"goal": "Ask before I <tell>"})

    scene.say(scene.maria, "/rounds me")

    assert "Ask before I &lt;tell&gt;" in page(scene.maria)
    assert "Only you can read this." in page(scene.maria)
    scene.maria.click(Action.EDIT_ENTRY)
    assert title(scene.maria) == "My own learning goal"


def test_a_step_is_looked_back_on_and_a_text_opened_from_the_page(scene: Scene) -> None:
    """S82: own portfolio of reflections and actions."""
    scene.say(scene.maria, "/reflect")
    day = (scene.today() + timedelta(days=7)).isoformat()
    scene.write(scene.maria, {"next_step": "Visit two classrooms", "next_step_on": day})
    maria = scene.actor(scene.maria)
    (first,) = scene.stage.bot.services.entries.written(maria, scene.network.id)
    scene.say(scene.maria, "/rounds me")
    scene.maria.click(f"{Action.OPEN_REFLECT}:{first.entry.id}")
    scene.write(scene.maria, {"stays_with_you": "Both went well.", "next_step": ""})

    scene.say(scene.maria, "/rounds me")
    shown = page(scene.maria)
    scene.maria.click(Action.OPEN_OWN_ENTRY, value=str(first.entry.id))

    assert "What came of it: " in shown
    assert "Both went well." in shown
    assert "2 texts" in shown
    assert title(scene.maria) == "Read"


def test_a_page_is_copied_out_as_text(scene: Scene) -> None:
    """The file comes to its owner, in private, with everything in it."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"stays_with_you": "Asking helped more than telling."})
    scene.say(scene.maria, "/rounds me")

    scene.maria.click(Action.COPY_PORTFOLIO)
    scene.settle()

    assert "Your page as text." in told(scene.maria.inbox)
