"""Draw what is said about the network itself: welcome, nudges, phases, and what went wrong."""

from collections.abc import Mapping

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.messages import NudgeMessage, PhaseSummary, Trouble, Welcome
from bot.domain.outcomes import Cause, cause_of
from bot.domain.programme import Lead
from bot.domain.readers import Reader
from bot.i18n import mark, plural, translator
from handlers.blocks.figures import who_leads
from handlers.blocks.ids import Action
from handlers.blocks.layout import Look, actions, button, context, header, section, sections
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, fit, quote, say
from handlers.blocks.times import spoken, when

_NAME = 150
_ABOUT = 1200
_IN_THE_TEXT = 3000
_CRITERIA = 20
_REASON = 3000

_REMEDIES: Mapping[Cause, str] = {
    Cause.NOT_INVITED: mark("I am not in the channel any more. Please invite me there again."),
    Cause.ARCHIVED: mark("The channel is archived. Please open it again, or tell your lead."),
    Cause.RESTRICTED: mark("The workspace does not let me post there. Its owner can allow it."),
    Cause.NOBODY: mark("I cannot find this person any more. Please look at the roster."),
    Cause.SWITCHED_OFF: mark("This account is switched off. Please look at the roster."),
    Cause.AN_APP: mark("This is an app, not a person. Please take it off the roster."),
    Cause.NO_MESSAGES: mark("Messages to me are switched off in the workspace."),
    Cause.ALREADY_GONE: mark("The message it was to change is not there any more."),
    Cause.OURS: mark("If it happens again, please ask whoever runs me to look."),
}


def welcome(message: Welcome, reader: Reader) -> Look:
    """Greet a new member: who Rounds is, what it does, what it keeps and who reads what (S93)."""
    _ = translator(reader.locale)
    network = brief(message.network.name, _NAME)
    greeting = _(
        "Hello {name}. I am Rounds, and I help {network} along: I remind you of the dates, bring "
        "you a question or two when it is time, and keep what you write."
    ).format(name=brief(message.person.name, 80), network=network)
    more = _("`/rounds` shows what is next for you. There is nothing else to learn.")
    privacy = _("*What I keep, and who sees it*")
    blocks: list[Block] = [
        header(_("Welcome to {network}").format(network=message.network.name)),
        section(greeting, _your_part(message, reader), more),
        section(privacy, *privacy_notice(reader)),
        actions(*_first_buttons(message, reader)),
    ]
    return Look(text=f"{greeting} {more}", blocks=blocks)


def privacy_notice(reader: Reader) -> list[str]:
    """Return what is stored, who sees it, how long, and how to have it erased (S93)."""
    _ = translator(reader.locale)
    return [
        _("• I keep your name, school, role and time zone, what you send me, and who came when."),
        _("• You choose who reads each text. Every form says so, and you can change it later."),
        _("• I never read what you write in channels or to other people."),
        _("• Your texts are stored encrypted, and stay until you ask to have them erased."),
        _("• `/rounds privacy` shows what I keep of you and how to have it erased."),
    ]


def nudge(message: NudgeMessage, reader: Reader) -> Look:
    """Pass on a facilitator's own words, or those of the programme in the network's name."""
    _ = translator(reader.locale)
    network = brief(message.network.name, _NAME)
    sender = brief(message.sender.name, 80) if message.sender else network
    blocks: list[Block] = [
        section(_("*{sender}* writes to you:").format(sender=sender)),
        *sections(quote(message.text)),
        context(_("Sent to you privately, for {network}.").format(network=network)),
    ]
    if message.open_verb is not None:
        blocks.append(actions(_verb_button(message.open_verb, reader)))
    text = _("{sender} writes: {words}")
    words = brief(message.text, _IN_THE_TEXT)
    return Look(text=text.format(sender=sender, words=words), blocks=blocks)


def phase_summary(message: PhaseSummary, reader: Reader) -> Look:
    """Tell the network that a new phase has begun, with what was reached or waived (S23)."""
    _ = translator(reader.locale)
    entered = message.entered
    if entered is None:
        return _the_end(message, reader)
    name, left = brief(say(entered.name, reader), _NAME), brief(say(message.left.name, reader))
    opening = _("We have come through {left}. Now {name} begins.")
    about = [fit(say(entered.about, reader), _ABOUT)] if entered.about else []
    weeks = plural(
        "It is planned for about {count} week.",
        "It is planned for about {count} weeks.",
        entered.weeks,
        locale=reader.locale,
    )
    blocks: list[Block] = [
        section(opening.format(left=left, name=f"*{name}*")),
        section(*about, _lead(entered.lead, reader), weeks),
        *_looking_back(message, reader),
        *who_leads(message.led, reader),
        actions(_figures_button(message, reader)),
    ]
    return Look(text=opening.format(left=left, name=name), blocks=blocks)


def _the_end(message: PhaseSummary, reader: Reader) -> Look:
    """Tell the network that its programme is over, what was reached, and what stays."""
    _ = translator(reader.locale)
    left = brief(say(message.left.name, reader), _NAME)
    opening = _("We have come through {left}, and with it to the end of our programme.")
    blocks: list[Block] = [
        section(opening.format(left=f"*{left}*"), _("Thank you all for what you gave each other.")),
        *_looking_back(message, reader),
        *who_leads(message.led, reader),
        context(
            _("I no longer ask or remind you here, and dates after today no longer hold."),
            _("All that was written stays: `/rounds me` has your own texts, to read or take back."),
        ),
        actions(_figures_button(message, reader)),
    ]
    return Look(text=opening.format(left=left), blocks=blocks)


def trouble(message: Trouble, reader: Reader) -> Look:
    """Tell a facilitator what could not be sent, and what helps; never Slack's own error name."""
    _ = translator(reader.locale)
    what = brief(_(message.what), 300)
    remedy = _(_REMEDIES[cause_of(message.why)])
    line = _("This could not be sent: {what}, {when}.")
    blocks: list[Block] = [
        section(line.format(what=f"*{what}*", when=when(message.when, reader, style="short"))),
        section(remedy),
    ]
    text = line.format(what=what, when=spoken(message.when, reader))
    return Look(text=f"{text} {remedy}", blocks=blocks)


def _your_part(message: Welcome, reader: Reader) -> str:
    _ = translator(reader.locale)
    if message.is_facilitator:
        return _(
            "You lead this network: you can move dates, see who has done what, and write to all "
            "with `/nudge`. What somebody keeps to themselves stays theirs."
        )
    word = brief(message.network.member_word, 60)
    return _("You take part as one {word} among equals.").format(word=word)


def _first_buttons(message: Welcome, reader: Reader) -> list[ButtonElement]:
    _ = translator(reader.locale)
    value = pack(n=message.network.id)
    settings = button(_("My settings"), Action.OPEN_SETTINGS)
    if message.is_facilitator:
        roster = button(_("See the roster"), Action.OPEN_ROSTER, value=value, style="primary")
        return [roster, settings]
    place = button(_("My school and role"), Action.OPEN_PLACE, value=value, style="primary")
    return [place, settings]


def _verb_button(verb: str, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    labels = {
        "inquiry": _("Open our inquiry"),
        "checkin": _("Check in"),
        "reflect": _("Write a reflection"),
        "conference": _("See the next date"),
    }
    label = labels.get(verb, _("Open"))
    return button(label, Action.RUN_COMMAND, value=pack(v=verb), style="primary")


def _figures_button(message: PhaseSummary, reader: Reader) -> ButtonElement:
    """Return the button to what the network has done so far: each review looks at it (S4)."""
    _ = translator(reader.locale)
    value = pack(v="progress", n=message.network.id)
    return button(_("Our figures"), Action.RUN_COMMAND, value=value)


def _lead(lead: Lead, reader: Reader) -> str:
    _ = translator(reader.locale)
    match lead:
        case Lead.PROGRAMME:
            return _("Your facilitators lead this phase.")
        case Lead.JOINT:
            return _("Members and facilitators lead this phase together.")
        case Lead.SCHOOL:
            return _("You and your schools lead this phase.")


def _looking_back(message: PhaseSummary, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    blocks: list[Block] = []
    if message.met:
        blocks += sections([_("*What we reached*"), *bullets(message.met, count=_CRITERIA)])
    if message.waived:
        blocks += sections(
            [_("*What we leave open*"), *bullets(message.waived, most=400, count=_CRITERIA)]
        )
    if message.reason:
        blocks += sections([_("Why:"), *quote(message.reason, budget=_REASON)])
    return blocks
