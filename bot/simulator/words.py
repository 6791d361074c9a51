"""Words the cast writes into forms: plausible, varied, the same for the same seed."""

import random
from collections.abc import Mapping, Sequence

_SENTENCES: Mapping[str, Sequence[str]] = {
    "question": (
        "In what ways do our learners explain their reasoning aloud in mathematics?",
        "What do learners do with written feedback in the two days after they get it?",
        "Who speaks in our lessons, and what would help quiet learners to join in?",
    ),
    "learners_concerned": ("Grades 4 to 6", "Learners new to English", "Boys in year 8"),
    "evidence": (
        "In nine of twelve lessons fewer than five children spoke in whole sentences.",
        "Two out of three exercise books show a mark, and nothing changed after it.",
    ),
    "claim": (
        "Learners who say why they did something remember it longer.",
        "Feedback helps when there is time to act on it in the same week.",
    ),
    "baseline_summary": (
        "One in four learners could say what their next step was. Teachers expected half.",
        "In March a third of the answers had a reason in them.",
    ),
    "measure": ("Share of answers with a reason", "Learners who speak at least once a lesson"),
    "notes": (
        "The teacher asked 14 questions. Six learners answered. Four questions began with why.",
        "Two learners turned to each other and compared how they had drawn the fraction.",
    ),
    "action": (
        "Three minutes of talk in pairs before anybody answers, in every lesson of grade 5.",
        "A feedback lesson each Thursday: no new content, only second drafts.",
    ),
    "thanks": (
        "Samuel watched two of my lessons and asked the one question I had avoided.",
        "Aisha lent me her agenda for staff meetings. We use it every week now.",
    ),
    "stays_with_you": (
        "How long I waited before I let a learner answer. Three seconds felt like an hour.",
        "That my staff hear a question from me as a judgement. I want to change how I ask.",
        "We all have the same problem under different names.",
    ),
    "next_step": (
        "Visit two lessons and only count who speaks",
        "Ask my deputy to lead the next staff meeting",
        "Show grade 5 teachers the talk tasks",
    ),
    "in_a_sentence": (
        "Parents' evening went well; the timetable did not.",
        "A quiet week with time for lessons, at last.",
        "Tired, but the new team works.",
    ),
    "hope": (
        "Learners come first when we decide.",
        "We say what does not work, and nobody is smaller for it.",
        "Someone to ring before I do something I regret.",
    ),
    "expect": (
        "We keep what we promise one another.",
        "Questions before advice.",
        "We come prepared, or say early that we cannot.",
    ),
    "norms": ("One of us watches the time.", "Phones stay in the bag.", "We begin on time."),
    "what": (
        "We hold the lesson talks on Tuesdays, before the week fills up.",
        "Each of us visits two lessons and only counts who speaks.",
    ),
    "what_we_did": ("Every meeting began with two minutes of writing, then each said one line.",),
    "what_happened": ("People who never spoke had something on paper, and read it out.",),
    "purpose": ("We help one another to see teaching as learners meet it.",),
    "goal_1": ("Every member hosts one visit",),
    "goal_1_measure": ("Visits held",),
    "voice_not_heard": ("The teaching assistants'. I have not asked them once this term.",),
}
_SPARE = (
    "We tried it in two classes first and watched what the learners did.",
    "It worked better in the morning than after lunch.",
    "I would like to hear how others go about this.",
    "My team is ready for it; the timetable is not, yet.",
)


def sentence_for(field_id: str, chance: random.Random, *, most: int) -> str:
    """Return what somebody might write into a field, at most so many characters."""
    return chance.choice(_SENTENCES.get(field_id, _SPARE))[:most]
