"""What the bot says about decisions, in each of its shapes."""

from dataclasses import replace

from bot.domain import messages as records
from bot.domain.deciding import (
    Adopted,
    AdoptedItem,
    Agreed,
    Decided,
    DecisionPrompt,
    DecisionRound,
)
from bot.domain.decisions import Decision, Stage
from bot.domain.text import Text
from tests.handlers.blocks import samples


def decision(say: samples.Words = samples.as_they_are) -> Decision:
    """Make a decision about norms."""
    return Decision(
        id="norms",
        name=Text(by_language={"en": say("Our norms")}),
        about=Text(by_language={"en": say("How we work together.")}),
        choices=(Text(by_language={"en": say("Phones stay in the bag.")}),),
        most=10,
    )


def adopted(say: samples.Words = samples.as_they_are) -> Adopted:
    """Make ten norms that were adopted; the first is taken up at a gathering."""
    items = [
        AdoptedItem(words=say(f"Norm {number}"), support=number, gathering_id=12)
        for number in range(1, 11)
    ]
    return Adopted(
        decision_id="norms",
        version=2,
        at=samples.NOW,
        items=tuple(items),
        voters=9,
        asked=12,
        tied=True,
    )


def agreed(say: samples.Words = samples.as_they_are) -> Agreed:
    """Make norms that need care, and a wish that a gathering follows."""
    return Agreed(
        norms=tuple(Text(by_language={"en": say(f"Norm {number}")}) for number in range(12)),
        needs_care=True,
        asked_for=AdoptedItem(words=say("Families as partners"), support=1),
    )


def about_decisions(say: samples.Words, *, late: bool) -> list[records.AnyMessage]:
    """Make the questions of both stages, their reminders, and what was adopted."""
    here, what = samples.network(say), decision(say)
    level = Text(by_language={"en": say("High school")})
    rounds = [
        DecisionRound(
            id=5,
            network_id=3,
            decision_id="norms",
            number=2,
            stage=stage,
            opened_at=samples.NOW,
        )
        for stage in (Stage.COLLECTING, Stage.VOTING)
    ]
    prompts = [
        DecisionPrompt(
            network=here,
            late=late,
            decision=what,
            round=one,
            level_name=level,
            is_reminder=is_reminder,
        )
        for one in rounds
        for is_reminder in (False, True)
    ]
    told = Decided(
        network=here,
        late=late,
        decision=what,
        adopted=adopted(say),
        level_name=level,
        gatherings={12: samples.gathering(say)},
    )
    alone = replace(told.adopted, items=told.adopted.items[:1], tied=False)
    return [*prompts, told, replace(told, adopted=alone, level_name=None, gatherings={})]
