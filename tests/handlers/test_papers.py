"""Answers on paper as a facilitator types them in (issue 3, section 2)."""

from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, page, shown, title

WORDS = "The back row spoke."


def test_a_paper_is_typed_in_page_by_page_like_any_answer(scene: Scene) -> None:
    """Whose, which form, which day; then the form itself, which says so, with its draft."""
    facilitator = scene.facilitator
    scene.say(facilitator, "/rounds paper")
    choose(scene)
    asked = page(facilitator)
    facilitator.set("field:stays_with_you", "The back")
    facilitator.close()
    scene.stage.rest()
    facilitator.open_home()
    facilitator.click(f"{Action.CONTINUE_DRAFT}:0")
    resumed = page(facilitator)

    scene.fill(facilitator, {"stays_with_you": WORDS})
    sent = facilitator.submit()
    thanked = page(facilitator)
    scene.settle()

    assert "wrote this on paper on" in asked
    assert "Who wrote it, and their facilitator" in asked
    assert "wrote this on paper on" in resumed
    assert sent.ok
    assert "Kept for Maria" in thanked
    receipt = scene.maria.inbox[-1]
    assert "typed in what you wrote on paper" in shown(receipt.blocks)
    assert WORDS in shown(receipt.blocks)
    assert WORDS not in "".join(shown(one.blocks) for one in facilitator.inbox)


def test_a_day_to_come_is_said_beside_the_day(scene: Scene) -> None:
    """Nobody has written tomorrow."""
    scene.say(scene.facilitator, "/rounds paper")

    errors = choose(scene, day="2027-01-01")

    assert errors == {Block.GIVEN_ON: "This day is still to come. When was it written?"}


def test_what_is_proposed_for_a_decision_is_no_paper(scene: Scene) -> None:
    """S28: it counts in its round only, and has no author for others to name."""
    scene.say(scene.facilitator, "/rounds paper")

    assert "A norm for us" not in page(scene.facilitator)
    assert "Reflection" in page(scene.facilitator)


def test_a_table_of_papers_is_pasted_and_undone(scene: Scene) -> None:
    """The columns stand there to be copied; what was not taken is named with its line."""
    facilitator = scene.facilitator
    with scene.stage.store.read() as tx:
        maria = tx.people.get(scene.actor(scene.maria).id)
    assert maria is not None
    scene.say(facilitator, "/rounds paper")
    facilitator.set(Block.PAPER_FORM, "reflection")
    facilitator.click(Action.LOAD_PAPERS)
    told = page(facilitator)
    lines = ("email,form,date,stays_with_you", f"{maria.email},reflection,2026-08-31,{WORDS}", "x")
    facilitator.set(Block.PAPERS_TEXT, "\n".join(lines))
    facilitator.submit()
    scene.settle()
    taken, copies = page(facilitator), len(scene.maria.inbox)

    facilitator.click(Action.UNLOAD_PAPERS)
    scene.settle()

    assert "email,form,date,stays_with_you" in told
    assert "1 answer was taken." in taken
    assert "Line 3: there is no form" in taken
    assert "1 answer is taken back." in page(facilitator)
    assert len(scene.maria.inbox) == copies - 1


def test_papers_are_not_for_everybody(scene: Scene) -> None:
    """A fellow is told who can help."""
    answer = scene.say(scene.maria, "/rounds paper")

    assert "Whoever leads your network can help" in answer
    assert title(scene.maria) == ""


def choose(scene: Scene, *, day: str = "2026-08-31") -> dict[str, str]:
    """Choose Maria's reflection of some day; return what is said beside the fields."""
    facilitator = scene.facilitator
    facilitator.set(Block.PERSON, str(scene.actor(scene.maria).id))
    facilitator.set(Block.PAPER_FORM, "reflection")
    facilitator.set(Block.GIVEN_ON, day)
    return dict(facilitator.submit().errors or {})
