"""Warnings: what can be used and is worth a second thought, each with its line (issue 3)."""

from pathlib import Path

import pytest

from bot.services.catalogue import Catalogue

SMALL = (Path(__file__).parent / "programmes" / "small.yml").read_text(encoding="utf-8")
OPEN = "      - {id: open, type: reflect, minutes: 20, what: Arrive}\n"
FIRST = "    lead: programme\n"
MODULES = f"{FIRST}    modules:\n      - {{id: talk, name: Talk, weeks: 1, purpose: Talk."
TUNED = """protocols:
  - id: tuned
    title: Tuned
    about: A few of you.
    minutes: 30
    group: {min: 1, max: 1}
    rules: [Listen.]
    rounds:
      - {id: all, minutes: 30, say: Speak.}
"""
CARD = "  - {id: card, title: Card, pages: [{fields: [{id: what, kind: date, label: When?}]}]}\n"
PULSE = """checkins:
  - {id: pulse, name: Pulse, form: pulse, weekday: monday, every_weeks: 2}
"""
HEARD = "  - {id: pulse, title: P, pages: [{fields: [{id: heard, kind: scale, label: Heard?}]}]}\n"
DECISION = "decisions:\n  - {id: which, name: Which, about: One."
NUDGE = "nudges:\n  - {id: go, name: Go, when: {weekday: monday}, text: Go"
COUNTS = "counts:\n  - {id: meetings, name: Meetings, kinds: [conference], min: 4, max: 5}\n"


def criterion(computed: str, *, side: str = "exit") -> str:
    """Return a first phase with one criterion."""
    return f"{FIRST}    {side}:\n      - {{id: enough, text: Enough., computed: {computed}}}\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            OPEN,
            OPEN,
            "line 27, worth a look: no learn and no consult at this conference; better some of",
        ),
        ("roles:\n", f"{COUNTS}roles:\n", "line 9, worth a look: 2 of meetings; better 4 to 5."),
        (
            "what: Work}",
            "what: Work, protocol: tuned}",
            "line 29, worth a look: a conversation for at most 1; better one for 2 or more",
        ),
        (
            "what: Arrive}",
            "what: Arrive, protocol: tuned}",
            "line 28, worth a look: 20 minutes for tuned, which takes 30; better 30 minutes or",
        ),
        (
            "      - What do you wonder about?",
            "      - Wonder.",
            "line 37, worth a look: a prompt without a question; better a question that ends",
        ),
        (
            FIRST,
            f"{MODULES}, prompts: [Talk.]}}\n",
            "line 17, worth a look: a prompt without a question",
        ),
        (
            "forms:\n",
            f"forms:\n{CARD}",
            'line 44, worth a look: the form "card", for which nobody is ever asked',
        ),
        (
            "week: 3, weekday: wednesday, months: [9, 10]",
            "weeks: [1, 12], weekday: monday",
            "line 26, worth a look: week 12 of a programme of 10 weeks; better weeks up to 10.",
        ),
        (
            FIRST,
            criterion("{weeks: 5}"),
            "line 17, worth a look: 5 weeks of waiting in a phase of 4; better 4 or fewer.",
        ),
        (
            FIRST,
            criterion("{held: [conference], count: 9}"),
            "line 17, worth a look: 9 meetings, of which there are 1 by then; better 1 or fewer.",
        ),
        (
            FIRST,
            criterion("{held: [conference], by: members, each: 2}"),
            "line 17, worth a look: 2 meetings, of which there are 1 by then; better 1 or fewer.",
        ),
        (
            FIRST,
            criterion("{average: pulse, field: heard, at_least: 6}"),
            "line 17, worth a look: a mean of 6 on a scale from 1 to 5; better 5 or less.",
        ),
        (
            FIRST,
            criterion("{entries: pulse, by: members, each: 3}"),
            'line 17, worth a look: 3 answers to "pulse", for which 2 rounds ask; better 2 or',
        ),
        (
            FIRST,
            criterion("{entries: pulse, by: schools, each: 7}"),
            'line 17, worth a look: 7 answers to "pulse", for which 2 rounds ask; better 6 or',
        ),
        (
            FIRST,
            criterion("{led: 50}"),
            "worth a look: 50 minutes in a hundred led by schools, where agendas have at most 0;",
        ),
        (
            FIRST,
            f"{MODULES.replace('weeks: 1', 'weeks: 5')}}}\n",
            "line 17, worth a look: a module of 5 weeks in a phase of 4; better 4 or fewer.",
        ),
        (
            "    inquiry: {scope: common}\n",
            "",
            "line 30, worth a look: steps that nobody ever comes to; better a phase with inquiry:",
        ),
        (
            "places:\n",
            f"{DECISION}, by_level: true, choices: [One., Two.]}}\nplaces:\n",
            "line 42, worth a look: levels that decide, and no levels; better some in levels.",
        ),
        (
            "places:\n",
            f"{DECISION}, least: 3, most: 3, choices: [One., Two.]}}\nplaces:\n",
            "line 42, worth a look: 3 to adopt of 2 choices; better 2 or fewer.",
        ),
        (
            "places:\n",
            f"{NUDGE}, audience: {{standing: emerging}}}}\nplaces:\n",
            "line 42, worth a look: something for emerging leaders only; better a role that is",
        ),
        (
            "    minutes: 60\n",
            "    minutes: 60\n    standing: emerging\n",
            "line 26, worth a look: something for emerging leaders only; better a role that is",
        ),
        (
            "    lead: programme\n",
            "    lead: programme\n    about:\n",
            'line 16, worth a look: nothing behind "about"; better what was meant, or no such key.',
        ),
        (
            "name: Begin",
            "name: \u201cBegin\u201d",
            "line 13, worth a look: \u201cBegin\u201d in curly quotes, which people will read;",
        ),
        (
            "members_per_school: {min: 1, max: 3}",
            "members_per_school: {min: 1, max: 1}\neach_school: [principal, teacher]",
            "line 8, worth a look: 2 roles of each school with at most 1 members",
        ),
    ],
)
def test_what_is_worth_a_look_is_told_and_can_be_used(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    """Balance (S70), counts (S89), groups, questions, forms, weeks, criteria, teams."""
    path = tmp_path / "small.yml"
    text = SMALL.replace("    roles: [principal]\n", "").replace(old, new, 1)
    text += HEARD if "pulse" in new else ""
    text += PULSE if "pulse" in new else ""
    text = text.replace(", standing: emerging}", "}", "standing" in new)
    path.write_text(text + (TUNED if "tuned" in new else ""), encoding="utf-8")

    catalogue = Catalogue(folders=(tmp_path,))
    told = [str(warning) for warning in catalogue.warnings(path)]

    assert catalogue.check(path) == ()
    assert catalogue.get("small").key == "small"
    assert any(words in sentence for sentence in told), told


def test_a_series_that_meets_only_later_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody can have attended it while the phase lasts as long as it is meant to."""
    path = tmp_path / "small.yml"
    text = SMALL.replace(FIRST, criterion("{attended: [conference], share: 80}"))
    rule = "week: 3, weekday: wednesday, months: [9, 10]"
    path.write_text(text.replace(rule, "weeks: [6, 8], weekday: monday"), encoding="utf-8")

    told = [str(warning) for warning in Catalogue(folders=(tmp_path,)).warnings(path)]

    assert told[0].endswith(
        "line 17, worth a look: meetings of which none takes place by then; "
        "better some in weeks 1 to 4."
    )


def test_what_only_a_later_phase_asks_is_not_waited_for(tmp_path: Path) -> None:
    """An exit criterion that counts a form of the next phase cannot be met in time."""
    path = tmp_path / "small.yml"
    later = (
        "    lead: school\n    modules:\n      - {id: talk, name: Talk, weeks: 1, purpose: Talk."
    )
    text = SMALL.replace(FIRST, criterion("{entries: card}"))
    text = text.replace("    lead: school\n", f"{later}, form: card}}\n")
    path.write_text(text.replace("forms:\n", f"forms:\n{CARD}"), encoding="utf-8")

    told = [str(warning) for warning in Catalogue(folders=(tmp_path,)).warnings(path)]

    assert any('answers to "card", for which only a later phase asks' in one for one in told)


def test_a_file_with_a_mistake_is_not_warned_about(tmp_path: Path) -> None:
    """First what must be mended; the rest can wait."""
    path = tmp_path / "small.yml"
    path.write_text(SMALL.replace("weeks: 10", "weeks: ten"), encoding="utf-8")

    catalogue = Catalogue(folders=(tmp_path,))

    assert len(catalogue.check(path)) == 1
    assert catalogue.warnings(path) == ()
