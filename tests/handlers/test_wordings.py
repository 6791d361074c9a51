"""Own words in Slack: found, said, seen beside what the programme says, and taken back (S58)."""

from bot.simulator.slack import PersonSession
from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, page, title

TITLE = "forms/reflection/title"
WHEN = "series/conference/when"


def choose(scene: Scene, path: str, typed: str) -> list[str]:
    """Search for a place as a facilitator and open it; return what was offered."""
    who = scene.facilitator
    scene.say(who, "/rounds words")
    found = who.options(Action.CHOOSE_WORDING, typed)
    who.click(Action.CHOOSE_WORDING, value=path)
    return [one["text"]["text"] for one in found]


def keep(who: PersonSession) -> None:
    """Send the open form."""
    sent = who.submit()
    assert sent.ok, sent
    assert not sent.errors


def test_a_facilitator_says_a_title_in_their_own_way_and_takes_it_back(scene: Scene) -> None:
    """S22, S58: the difference is shown, and one press undoes it."""
    offered = choose(scene, TITLE, "title reflection")
    scene.facilitator.set(Block.OWN_WORDS, "Looking <back>")
    keep(scene.facilitator)
    kept = page(scene.facilitator)

    scene.facilitator.click(f"{Action.UNDO_WORDING}:0")

    assert "Title: Reflection" in offered
    assert "*Kept.* It holds from now on." in kept
    assert "Reflection → Looking &lt;back&gt;" in kept
    assert "So far everything is as the programme says it." in page(scene.facilitator)


def test_members_read_the_new_words_at_once(scene: Scene) -> None:
    """Norms are a list, one on each line."""
    choose(scene, "forms/reflection/fields/stays_with_you/label", "stays with")
    scene.facilitator.set(Block.OWN_WORDS, "What will you remember?")
    keep(scene.facilitator)

    scene.say(scene.maria, "/reflect")

    assert "What will you remember?" in page(scene.maria)


def test_what_cannot_be_is_said_beside_the_field(scene: Scene) -> None:
    """As `programme check` would; what was typed is not lost."""
    choose(scene, "steps/problem/prompts", "questions")
    scene.facilitator.set(Block.OWN_WORDS, "\n".join(f"Question {n}" for n in range(9)))

    sent = scene.facilitator.submit()

    assert list(sent.errors) == [Block.OWN_WORDS]
    assert "at most 6" in sent.errors[Block.OWN_WORDS]


def test_a_facilitator_dates_the_conferences_anew(scene: Scene) -> None:
    """S58: the rule as it is, other values; later dates follow it."""
    choose(scene, WHEN, "days monthly")
    scene.facilitator.set(Block.OWN_WORDS, "thursday")
    scene.facilitator.set(f"{Block.RULE_NUMBER}:month", "2")
    scene.facilitator.set(Block.TIME, "13:30")
    keep(scene.facilitator)

    told = page(scene.facilitator)
    dates = scene.stage.bot.services.gatherings.calendar(scene.actor(scene.maria), scene.network.id)

    assert "dates have moved." in told
    assert "The second Thursday of the month" in told
    assert "1:30 PM" in told
    assert [one.starts_at.weekday() for one in dates[1:]] == [3] * len(dates[1:])


def test_days_can_be_named_one_by_one(scene: Scene) -> None:
    """Another way to say days asks for other things."""
    choose(scene, WHEN, "days monthly")
    scene.facilitator.click(Action.WORDING_DAYS, value="days")
    scene.facilitator.set(f"{Block.OWN_WORDS}:days", "2026-12-01\n2027-02-02")
    keep(scene.facilitator)

    assert "Tue, Dec 1, Tue, Feb 2" in page(scene.facilitator)
    assert "dates are gone." in page(scene.facilitator)
    scene.facilitator.click(Action.RUN_COMMAND)
    assert title(scene.facilitator) == "Write to members"


def test_every_way_to_say_days_is_asked_for_and_read(scene: Scene) -> None:
    """Weeks of the programme, and every so many weeks; what is not possible is said."""
    who = scene.facilitator
    choose(scene, WHEN, "days monthly")
    who.click(Action.WORDING_DAYS, value="weeks")
    who.set(f"{Block.RULE_NUMBER}:weeks", "5, 9 and 999")
    refused = who.submit()
    who.set(f"{Block.RULE_NUMBER}:weeks", "5, 9 and 40")
    keep(who)
    weeks = page(who)
    choose(scene, WHEN, "days monthly")
    who.click(Action.WORDING_DAYS, value="week")
    who.set(f"{Block.RULE_NUMBER}:week", "6")
    keep(who)

    assert list(refused.errors) == [Block.OWN_WORDS]
    assert "Wednesday in weeks 5, 9, 40" in weeks
    assert "Every 6 weeks on Wednesday" in page(who)


def test_the_programme_leads_to_own_words(scene: Scene) -> None:
    """One button; members are kindly refused."""
    scene.say(scene.facilitator, "/rounds programme")

    scene.facilitator.click(Action.RUN_COMMAND)

    assert title(scene.facilitator) == "Our own words"
    assert "Whoever leads your network can help." in scene.say(scene.maria, "/rounds words")


def test_one_part_of_the_programme_is_looked_through(scene: Scene) -> None:
    """A menu of parts narrows the search."""
    scene.say(scene.facilitator, "/rounds words")
    scene.facilitator.click(Action.WORDING_CHAPTER, value="gatherings")

    found = scene.facilitator.options(Action.CHOOSE_WORDING, "")

    values = [one["value"] for one in found]
    assert WHEN in values
    assert all(value.startswith("series/") for value in values)
