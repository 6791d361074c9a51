"""What the bot says about partners and what is prepared, in each of its shapes."""

from datetime import date

from bot.domain.gatherings import Rsvp
from bot.domain.kinds import Before
from bot.domain.messages import AnyMessage, Reminder
from bot.domain.networks import Member
from bot.domain.partner_messages import CheckBack, News, PartnerNews, PartnersMessage
from tests.handlers.blocks import samples


def about_partners(say: samples.Words, *, late: bool) -> list[AnyMessage]:
    """Make a word to partners, of partners and about them, and what asks to prepare."""
    here = samples.network(say)
    people = [_member(number, say) for number in (1, 2, 3)]
    return [
        *(
            PartnersMessage(network=here, late=late, partners=people[:count], is_change=is_change)
            for count, is_change in ((1, False), (2, True))
        ),
        *(
            PartnerNews(
                network=here, late=late, news=news, people=() if news is News.DUE else people
            )
            for news in News
        ),
        CheckBack(
            network=here,
            late=late,
            author=samples.person(say),
            entry=samples.entry(say),
            next_step=say("Visit two classrooms."),
            planned_on=date(2026, 11, 18),
        ),
        Reminder(
            network=here,
            late=late,
            gathering=samples.gathering(say),
            series=samples.series(say),
            before=Before.WEEK,
            rsvp=Rsvp.YES,
            prepare=samples.form(say),
        ),
    ]


def _member(number: int, say: samples.Words) -> Member:
    return Member(
        id=number,
        network_id=3,
        person_id=number,
        name=say("Mary Otieno"),
        slack_id=f"U{number}",
        school=say("Lake Primary"),
        joined_at=samples.NOW,
    )
