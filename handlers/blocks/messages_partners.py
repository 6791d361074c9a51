"""Draw what is said about partners: who they are, when to ask them, who has none (S26)."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.networks import Member, Network
from bot.domain.partner_messages import CheckBack, News, PartnerNews, PartnersMessage
from bot.domain.readers import Reader
from bot.i18n import translator
from handlers.blocks.ids import Action
from handlers.blocks.layout import Look, actions, button, context, section, sections
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, quote
from handlers.blocks.times import day

_NAME = 80
_SCHOOL = 100
_NETWORK = 150
_STEP = 3000
_IN_THE_TEXT = 300


def partners(message: PartnersMessage, reader: Reader) -> Look:
    """Tell a member who their partners are and what they are for."""
    _ = translator(reader.locale)
    names = together(message.partners, reader)
    line = _("Your partner in this network is {name}.")
    if len(message.partners) > 1:
        line = _("Your partners in this network are {name}.")
    purpose = _(
        "You hold one another to your word: talk for a few minutes every other week, about what "
        "you said you would do and how it went. On the day of a next step that you share, your "
        "partner asks you. How you meet is up to you; a first hello makes it easier."
    )
    closed = _(
        "What you shared with your partners before is for you alone again. You can open it to "
        "your new ones at any time."
    )
    lines = [f"• {described(one)}" for one in message.partners]
    blocks: list[Block] = [
        *sections([line.format(name=f"*{names}*"), *lines, "", purpose]),
        context(*([closed] if message.is_change else []), brief(message.network.name, _NETWORK)),
        actions(_see(message.network, reader)),
    ]
    return Look(text=f"{line.format(name=names)} {purpose}", blocks=blocks)


def check_back(message: CheckBack, reader: Reader) -> Look:
    """Ask a partner to ask how somebody's next step went."""
    _ = translator(reader.locale)
    name = brief(message.author.name, _NAME)
    opening = _("{name} planned a next step for {day}:")
    ask = _("Ask {name} how it went. A short word between the two of you is enough.").format(
        name=name
    )
    on = day(message.planned_on, reader)
    blocks: list[Block] = [
        *sections(
            [
                opening.format(name=f"*{name}*", day=on),
                *quote(message.next_step, budget=_STEP),
                "",
                ask,
            ]
        ),
        context(
            _("You read this because you are partners. What did not work counts, too."),
            brief(message.network.name, _NETWORK),
        ),
        actions(_see(message.network, reader)),
    ]
    step = brief(message.next_step, _IN_THE_TEXT)
    return Look(text=f'{opening.format(name=name, day=on)} "{step}". {ask}', blocks=blocks)


def partner_news(message: PartnerNews, reader: Reader) -> Look:
    """Tell a facilitator that partners need a look, or that somebody was placed."""
    _ = translator(reader.locale)
    first = brief(message.people[0].name, _NAME) if message.people else ""
    line, label = {
        News.ALONE: (
            _("{name} has no partner now, for the other one has left."),
            _("Find a partner"),
        ),
        News.JOINED: (
            _("{name} is new and has partners already: {others}."),
            _("See all partners"),
        ),
        News.DUE: (
            _("The partners of your network have been together for a while."),
            _("Draw new partners, or keep these"),
        ),
    }[message.news]
    text = line.format(name=first, others=together(message.people[1:], reader))
    value = pack(n=message.network.id)
    open_them = button(label, Action.OPEN_PARTNERS, value=value, style="primary")
    blocks: list[Block] = [
        section(text),
        context(brief(message.network.name, _NETWORK)),
        actions(open_them),
    ]
    return Look(text=text, blocks=blocks)


def kept_check_back(message: CheckBack, reader: Reader) -> tuple[str, tuple[str, Action, str]]:
    """Return the row of a step to ask about that was held back, and the button beside it."""
    _ = translator(reader.locale)
    line = _("*{name}* planned a next step: {step}").format(
        name=brief(message.author.name, _NAME), step=brief(message.next_step, _NAME)
    )
    return line, (_("What we agreed"), Action.OPEN_PARTNERS, pack(n=message.network.id))


def together(members: Sequence[Member], reader: Reader) -> str:
    """Return names as people say them: "Maria, James and Leilani"; escaped."""
    _ = translator(reader.locale)
    names = [brief(one.name, _NAME) for one in members]
    if len(names) <= 1:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def described(member: Member) -> str:
    """Return a name with the school it comes from; escaped."""
    name = f"*{brief(member.name, _NAME)}*"
    return f"{name}, {brief(member.school, _SCHOOL)}" if member.school else name


def _see(network: Network, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    label, value = _("What we agreed"), pack(n=network.id)
    return button(label, Action.OPEN_PARTNERS, value=value, style="primary")
