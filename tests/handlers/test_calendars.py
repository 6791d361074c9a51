"""The calendar in Slack: everybody sees it, facilitators change it and decide the hours."""

from collections.abc import Mapping
from typing import Any

from bot.simulator.slack import PersonSession
from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, actions_of, page, title

BREAK = ("2026-10-12", "2026-10-16")
DISTRICT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Lake District//Calendar//EN
BEGIN:VEVENT
UID:1@lake.example
SUMMARY:Winter break
DTSTART;VALUE=DATE:20261221
DTEND;VALUE=DATE:20270102
END:VEVENT
END:VCALENDAR
"""


def opened(who: PersonSession) -> Mapping[str, Any]:
    """Return the modal that is open."""
    assert who.modal is not None
    return who.modal.raw


def add(scene: Scene, name: str, since: str, until: str | None = None) -> None:
    """Add days off from the open calendar, as a facilitator does."""
    scene.facilitator.click(Action.ADD_DAYS)
    scene.facilitator.set(Block.DAYS_NAME, name)
    scene.facilitator.set(Block.SINCE, since)
    if until:
        scene.facilitator.set(Block.UNTIL, until)
    sent = scene.facilitator.submit()
    assert sent.ok, sent


def test_an_empty_calendar_says_what_to_do(scene: Scene) -> None:
    """Facilitators are shown how to begin, members whom to ask; nobody else has buttons."""
    scene.say(scene.facilitator, "/rounds calendar")
    scene.say(scene.maria, "/rounds calendar")

    assert "None yet. Add the breaks of your schools" in page(scene.facilitator)
    assert "Monday to Friday at 8:30\u202fAM" in page(scene.facilitator)
    assert "Whoever facilitates your network" in page(scene.maria)
    assert actions_of(opened(scene.maria)) == []


def test_a_facilitator_adds_a_break_and_members_see_it(scene: Scene) -> None:
    """Issue 4: closures for each network."""
    scene.say(scene.facilitator, "/rounds calendar")

    add(scene, "Fall <break>", *BREAK)
    scene.say(scene.maria, "/rounds calendar")

    for who in (scene.facilitator, scene.maria):
        assert "Mon, Oct 12\u2009\u2013\u2009Fri, Oct 16: *Fall &lt;break&gt;*" in page(who)


def test_a_break_of_one_school_is_named_with_it(scene: Scene) -> None:
    """Issue 4: closures for each school; testing weeks are told from days without school."""
    scene.say(scene.facilitator, "/rounds calendar")
    scene.facilitator.click(Action.ADD_DAYS)
    school = opened(scene.facilitator)["blocks"][-1]["element"]["options"][1]
    scene.facilitator.set(Block.DAYS_NAME, "State tests")
    scene.facilitator.set(Block.SINCE, "2026-10-12")
    scene.facilitator.set(Block.DAYS_KIND, "testing")
    scene.facilitator.set(Block.SCHOOL, school["value"])

    scene.facilitator.submit()

    shown = f"*State tests* (tests, {school['text']['text']})"
    assert shown in page(scene.facilitator)


def test_dates_the_wrong_way_round_are_said_beside_the_field(scene: Scene) -> None:
    """Nothing is lost: the form stays open."""
    scene.say(scene.facilitator, "/rounds calendar")
    scene.facilitator.click(Action.ADD_DAYS)
    scene.facilitator.set(Block.DAYS_NAME, "Fall break")
    scene.facilitator.set(Block.SINCE, "2026-10-16")
    scene.facilitator.set(Block.UNTIL, "2026-10-12")

    sent = scene.facilitator.submit()

    assert sent.errors == {Block.UNTIL: "The last day comes before the first one."}


def test_days_are_taken_out_again(scene: Scene) -> None:
    """After a question, for it changes when people hear from the bot."""
    scene.say(scene.facilitator, "/rounds calendar")
    add(scene, "Fall break", *BREAK)
    menu = next(
        element
        for block in opened(scene.facilitator)["blocks"]
        for element in block.get("elements", ())
        if element["action_id"] == Action.REMOVE_DAYS
    )

    scene.facilitator.click(Action.REMOVE_DAYS, value=menu["options"][0]["value"])

    assert menu["confirm"]["title"]["text"] == "Take them out?"
    assert "Fall break" not in page(scene.facilitator)


def test_a_conference_on_a_day_off_offers_another_date(scene: Scene) -> None:
    """The button leads to the form that moves a gathering."""
    conference = scene.stage.bot.services.gatherings.next(
        scene.actor(scene.facilitator), scene.network.id
    )
    assert conference is not None
    day = conference.gathering.starts_at.date().isoformat()
    scene.say(scene.facilitator, "/rounds calendar")
    add(scene, "Parents' evening", day)
    shown = page(scene.facilitator)

    scene.facilitator.click(f"{Action.MOVE_GATHERING}:{conference.gathering.id}")

    assert "They keep their date until you move them." in shown
    assert title(scene.facilitator) == "Move a gathering"


def test_a_file_of_the_district_is_loaded(scene: Scene) -> None:
    """An .ics file is put into the form; its last day is the one before the file's end."""
    file = scene.stage.slack.add_file(
        scene.facilitator.person.id, name="district.ics", content=DISTRICT.encode()
    )
    scene.say(scene.facilitator, "/rounds calendar")
    scene.facilitator.click(Action.LOAD_CALENDAR)
    scene.facilitator.set(Block.CALENDAR_FILE, file.id)

    scene.facilitator.submit()
    scene.stage.rest()
    told = page(scene.facilitator)
    scene.facilitator.click(Action.OPEN_CALENDAR)

    assert "1 entry is new in the calendar." in told
    assert "Mon, Dec 21, 2026\u2009\u2013\u2009Fri, Jan 1, 2027: *Winter break*" in page(
        scene.facilitator
    )


def test_a_file_that_takes_its_time_is_waited_for(scene: Scene) -> None:
    """The modal says so meanwhile, and shows what came of it in the same place."""
    file = scene.stage.slack.add_file(
        scene.facilitator.person.id, name="days.csv", content=b"since,name\n2026-10-12,Break"
    )
    scene.say(scene.facilitator, "/rounds calendar")
    scene.facilitator.click(Action.LOAD_CALENDAR)
    scene.facilitator.set(Block.CALENDAR_FILE, file.id)
    scene.stage.slack.faults.add(method="files.info", kind="slow", seconds=1.7)

    scene.facilitator.submit()
    meanwhile = page(scene.facilitator)
    scene.stage.rest()

    assert "One moment, please." in meanwhile
    assert "1 entry is new in the calendar." in page(scene.facilitator)


def test_pasted_lines_are_taken_one_by_one(scene: Scene) -> None:
    """What cannot be taken is named; loading again adds nothing twice."""
    lines = (
        "since,until,name,kind,school\n"
        "2026-11-25,2026-11-27,Thanksgiving,,\n"
        "2026-10-12,,Local day,,School of nobody\n"
        "someday,,Unknown,,\n"
    )
    for _ in range(2):
        scene.say(scene.facilitator, "/rounds calendar")
        scene.facilitator.click(Action.LOAD_CALENDAR)
        scene.facilitator.set(Block.CALENDAR_TEXT, lines)
        scene.facilitator.submit()
        scene.stage.rest()

    shown = page(scene.facilitator)
    assert "0 entries are new in the calendar." in shown
    assert "1 was there already." in shown
    assert Action.UNLOAD_CALENDAR not in actions_of(opened(scene.facilitator))
    assert "No school of this network is called 'School of nobody'." in shown
    assert "Line 4" in shown


def test_what_is_no_day_off_leaves_the_calendar_at_once(scene: Scene) -> None:
    """A district's file names picture day, too: what was loaded is listed and can be left out."""
    scene.say(scene.facilitator, "/rounds calendar")
    scene.facilitator.click(Action.LOAD_CALENDAR)
    lines = "since,name\n2026-11-03,Picture day\n2026-11-11,Veterans Day\n"
    scene.facilitator.set(Block.CALENDAR_TEXT, lines)
    scene.facilitator.submit()
    scene.stage.rest()
    listed = page(scene.facilitator)

    menu = next(
        element
        for block in opened(scene.facilitator)["blocks"]
        for element in block.get("elements", ())
        if element["action_id"] == Action.REMOVE_DAYS
    )
    scene.facilitator.click(Action.REMOVE_DAYS, value=menu["options"][0]["value"])

    assert "*Picture day*" in listed
    assert "*Veterans Day*" in page(scene.facilitator)
    assert "Picture day" not in page(scene.facilitator)


def test_a_wrong_file_is_undone_with_one_press(scene: Scene) -> None:
    """Nobody takes out the days of another district one by one."""
    scene.say(scene.facilitator, "/rounds calendar")
    add(scene, "Fall break", *BREAK)
    scene.facilitator.click(Action.LOAD_CALENDAR)
    scene.facilitator.set(Block.CALENDAR_TEXT, "since,name\n2026-11-03,One\n2026-11-04,Two\n")
    scene.facilitator.submit()
    scene.stage.rest()

    scene.facilitator.click(Action.UNLOAD_CALENDAR)

    assert "Fall break" in page(scene.facilitator)
    assert "*One*" not in page(scene.facilitator)


def test_an_empty_form_asks_for_a_file_or_lines(scene: Scene) -> None:
    """Both are optional, one is needed."""
    scene.say(scene.facilitator, "/rounds calendar")
    scene.facilitator.click(Action.LOAD_CALENDAR)

    sent = scene.facilitator.submit()

    assert sent.errors == {Block.CALENDAR_TEXT: "Please choose a file or paste its lines."}


def test_a_file_that_is_too_large_is_refused_in_words(scene: Scene) -> None:
    """Nobody waits for a film to be read as a calendar."""
    file = scene.stage.slack.add_file(
        scene.facilitator.person.id, name="film.txt", content=b"x" * 1_000_001
    )
    scene.say(scene.facilitator, "/rounds calendar")
    scene.facilitator.click(Action.LOAD_CALENDAR)
    scene.facilitator.set(Block.CALENDAR_FILE, file.id)

    sent = scene.facilitator.submit()

    assert sent.errors == {Block.CALENDAR_FILE: "This file is larger than I can read."}


def test_a_facilitator_decides_when_people_are_written_to(scene: Scene) -> None:
    """Working days, hours, holidays of a place found by typing, and the weekly cap."""
    scene.say(scene.facilitator, "/rounds calendar")
    scene.facilitator.click(Action.OPEN_HOURS)
    found = scene.facilitator.options(Action.REGION, "new york")
    scene.facilitator.set(Block.WORKING_DAYS, ["0", "1", "3"])
    scene.facilitator.set(Block.PROMPT_AT, "09:15")
    scene.facilitator.set(Block.REGION, "US-NY")
    scene.facilitator.set(Block.MOST_NUDGES, "2")

    sent = scene.facilitator.submit()

    assert sent.ok
    names = [one["text"]["text"] for one in found]
    assert (names[0], names[-1]) == ("New York, United States", "No public holidays")
    shown = page(scene.facilitator)
    assert "Monday, Tuesday, Thursday at 9:15\u202fAM" in shown
    assert "At most 2 messages" in shown
    assert "Thu, Nov 26: Thanksgiving Day" in shown
    assert "Public holidays of New York, United States." in shown


def test_an_hour_inside_the_silence_is_said_beside_it(scene: Scene) -> None:
    """Nobody would ever be written to at that hour."""
    scene.say(scene.facilitator, "/rounds calendar")
    scene.facilitator.click(Action.OPEN_HOURS)
    scene.facilitator.set(Block.PROMPT_AT, "05:00")

    sent = scene.facilitator.submit()

    assert sent.errors == {Block.PROMPT_AT: "This lies in the quiet hours."}


def test_a_facilitator_goes_back_to_the_defaults(scene: Scene) -> None:
    """One button forgets what was decided here."""
    scene.say(scene.facilitator, "/rounds calendar")
    scene.facilitator.click(Action.OPEN_HOURS)
    scene.facilitator.set(Block.PROMPT_AT, "10:00")
    scene.facilitator.submit()
    scene.facilitator.click(Action.OPEN_HOURS)

    scene.facilitator.click(Action.RESET_HOURS)

    assert "at 8:30\u202fAM" in page(scene.facilitator)
