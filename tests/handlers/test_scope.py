"""Scope and sequence in Slack: a table in a message, the same in words in a modal."""

from dataclasses import replace

from bot.domain.deciding import AdoptedItem
from bot.simulator.stage import Stage
from handlers.blocks.scope import as_table, whole
from tests.handlers.blocks import samples
from tests.handlers.scene import Scene, page, told


def test_the_year_of_an_institute_stands_in_a_table(stage: Stage) -> None:
    """S57, S60: columns for leaders, assistants, teacher leaders and systems; gaps in words."""
    scene = Scene.begin(stage, name="scope", programme="leadership-institute-year")
    gatherings, daniel = stage.bot.services.gatherings, scene.actor(scene.facilitator)
    *_, last = (
        one
        for one in gatherings.calendar(daniel, scene.network.id)
        if one.series_id == "assistants_conference"
    )
    gatherings.cancel(daniel, last.id, note=None)

    soon = scene.say(scene.maria, "/rounds scope")
    scene.maria.click("act.run_command:scope_table", on=scene.maria.ephemerals[-1])
    said = told(scene.maria.ephemerals[-1:])

    assert "table" not in {one["type"] for one in scene.maria.ephemerals[-2].blocks}
    assert "*Sep 2026 (now)*\nLeaders: " in soon
    assert "May 2027*" not in soon
    (table,) = (one for one in scene.maria.ephemerals[-1].blocks if one["type"] == "table")
    heading = [cell["text"] for cell in table["rows"][0]]
    assert heading == ["Month", "Leaders", "Assistant principal", "Teacher leaders", "Systems"]
    assert "*Where there is a gap*\n• May 2027: nothing for Assistant principal." in said
    assert "*What the topics serve*" in said
    assert stage.slack.violations == ()


def test_figures_lead_to_the_year_in_a_modal(scene: Scene) -> None:
    """A programme without topics shows its meetings; a modal takes no table."""
    scene.maria.open_home()
    scene.maria.click("act.run_command:help")
    scene.maria.click("act.run_command:progress")

    scene.maria.click("act.run_command:scope")
    soon = page(scene.maria)
    scene.maria.click("act.run_command:scope_whole")

    assert "*Sep 2026 (now)*  Monthly conference" in soon
    assert "As a table" not in soon
    assert "This programme names the meetings" in page(scene.maria)
    assert "Monthly conference" in page(scene.maria)


def test_what_members_asked_for_is_named_in_its_month(scene: Scene) -> None:
    """S58: with how many asked for it, in the cell of those who meet, escaped in a modal."""
    view = scene.stage.bot.services.scope.see(scene.actor(scene.maria), scene.network.id)
    wish = AdoptedItem(words="Families <as> partners", support=7)
    first, *others = view.table.months
    months = (replace(first, asked_for={"": (wish,)}), *others)
    wished = replace(view, table=replace(view.table, months=months))

    in_table, as_text = (
        str([one.to_dict() for one in draw(wished, samples.NEW_YORK).blocks])
        for draw in (as_table, whole)
    )

    assert "Families <as> partners (asked for by 7 " in in_table
    assert "Families &lt;as&gt; partners (asked for by 7 " in as_text
