"""Scope and sequence in Slack: a table in a message, the same in words in a modal."""

from bot.simulator.stage import Stage
from tests.handlers.scene import Scene, home, page


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

    said = scene.say(scene.maria, "/rounds scope")

    (table,) = (one for one in scene.maria.ephemerals[-1].blocks if one["type"] == "table")
    heading = [cell["text"] for cell in table["rows"][0]]
    assert heading == ["Month", "Leaders", "Assistant principal", "Teacher leaders", "Systems"]
    assert "*Where there is a gap*\n• May 2027: nothing for Assistant principal." in said
    assert "*What the topics serve*" in said
    assert stage.slack.violations == ()


def test_figures_lead_to_the_year_in_a_modal(scene: Scene) -> None:
    """A programme without topics shows its meetings; a modal takes no table."""
    scene.maria.open_home()
    scene.maria.click("act.run_command:progress")

    scene.maria.click("act.run_command:scope")

    assert "This programme names the meetings" in page(scene.maria)
    assert "Monthly conference" in page(scene.maria)
    assert "Our figures" in home(scene.maria)
