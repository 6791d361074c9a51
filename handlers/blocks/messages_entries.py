"""Draw what is said about what people write: offers of forms, receipts, shared entries."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.entries import Entry
from bot.domain.messages import CheckinPrompt, FollowUp, FormPrompt, Receipt, SharedEntry
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from handlers.blocks.answers import render_answers
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import Look, actions, button, context, section, sections
from handlers.blocks.library import tried_count
from handlers.blocks.messages_teams import own_buttons, with_whom
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, fit, quote, say
from handlers.blocks.times import day
from handlers.blocks.visibility import promise_of, thanks_of, who_reads

_TITLE = 150
_NAME = 80
_ABOUT = 600
_WORDS = 5000
_IN_THE_TEXT = 300


def form_prompt(message: FormPrompt, reader: Reader) -> Look:
    """Offer a form: what it is about, why, who reads it."""
    _ = translator(reader.locale)
    form, network = message.form, message.network
    title = _titled(say(form.title, reader), message.occasion)
    invitation = _("A few lines are enough. They help you to see later what changed.")
    about = fit(say(form.about, reader), _ABOUT) if form.about else invitation
    value = pack(n=network.id, f=form.id, a=message.about)
    blocks: list[Block] = [
        section(f"*{title}*", about),
        context(promise_of(form, reader), brief(network.name, _TITLE)),
        actions(
            button(_("Write now"), Action.OPEN_FORM, value=value, style="primary"),
            *_card(message, reader),
        ),
    ]
    return Look(text=f"{title}. {invitation}", blocks=blocks)


def _card(message: FormPrompt, reader: Reader) -> list[ButtonElement]:
    """Return the button of the second form, where there is one (S27)."""
    if message.beside is None:
        return []
    value = pack(n=message.network.id, f=message.beside.id, a=message.about)
    title = say(message.beside.title, reader)
    return [button(title, numbered(Action.OPEN_FORM, "beside"), value=value)]


def checkin_prompt(message: CheckinPrompt, reader: Reader) -> Look:
    """Ask for a check-in."""
    _ = translator(reader.locale)
    name, network = checkin_name(message, reader), message.network
    questions = plural(
        "It has {count} question.",
        "It has {count} questions.",
        len(message.form.fields),
        locale=reader.locale,
    )
    value = pack(n=network.id, k=message.checkin_id, d=message.round_on.isoformat())
    line = _("It is time for your check-in: {name}.")
    if message.is_reminder:
        line = _("This is still open, and answers are welcome: {name}.")
    if message.is_reminder and message.form.anonymous:
        line = _("Still open: {name}. Everybody is reminded. If you have answered, thank you.")
    words = quote(message.words, budget=_WORDS) if message.words else []
    blocks: list[Block] = [
        *sections([line.format(name=f"*{name}*"), *words, questions]),
        context(promise_of(message.form, reader), brief(network.name, _TITLE)),
        actions(button(_("Check in"), Action.OPEN_CHECKIN, value=value, style="primary")),
    ]
    return Look(text=f"{line.format(name=name)} {questions}", blocks=blocks)


def shortened_checkin(message: CheckinPrompt, reader: Reader) -> Look:
    """Draw what is left of a check-in prompt when a newer one has come."""
    _ = translator(reader.locale)
    text = _("{name} of {day} (a newer one follows below)").format(
        name=checkin_name(message, reader), day=day(message.round_on, reader)
    )
    return Look(text=text, blocks=[context(text)])


def shortened_form(message: FormPrompt, reader: Reader) -> Look:
    """Draw what is left of an offered form when it is offered again."""
    _ = translator(reader.locale)
    title = _titled(say(message.form.title, reader), message.occasion)
    text = _("{title} (a newer message follows below)").format(title=title)
    return Look(text=text, blocks=[context(text)])


def receipt(message: Receipt, reader: Reader) -> Look:
    """Prove that an answer is kept: the whole of it, who can read it, and how to change it."""
    _ = translator(reader.locale)
    form, entry = message.form, message.entry
    title = _titled(say(form.title, reader), message.occasion)
    kept = _("Your changes are kept:") if message.is_edit else _("This is what I have kept:")
    answers = render_answers(form, entry.answers, reader=reader, names=message.names)
    who = who_reads(entry, reader)
    blocks: list[Block] = [
        section(*_thanks(message, reader), f"{kept} *{title}*"),
        *sections(answers),
        context(who, *with_whom(message.together, reader), _("You can change it at any time.")),
        actions(*own_buttons(entry, reader)),
    ]
    return Look(text=f"{kept} {title}. {who}", blocks=blocks)


def shortened_receipt(message: Receipt, reader: Reader) -> Look:
    """Draw what is left of a receipt when its answer was changed: no old words beside new ones."""
    _ = translator(reader.locale)
    title = _titled(say(message.form.title, reader), message.occasion)
    text = _("{title} (you changed it; the newer copy follows below)").format(title=title)
    return Look(text=text, blocks=[context(text)])


def shared_entry(message: SharedEntry, reader: Reader) -> Look:
    """Show an entry that its author shares with the network; a charter also takes a yes."""
    _ = translator(reader.locale)
    form, entry = message.form, message.entry
    author = brief(message.author.name, 80)
    title = _titled(say(form.title, reader), message.occasion)
    line = _("{author} shares with the network: {title}")
    answers = render_answers(form, entry.answers, reader=reader, names=message.names)
    blocks: list[Block] = [
        section(line.format(author=f"*{author}*", title=title)),
        *sections(answers),
    ]
    small = with_whom(message.together, reader)
    if entry.edited_at is not None and not message.is_asked_again:
        small.append(_("Its author has changed it since."))
    blocks += [context(*small)] if small else []
    blocks += _adoption(message, reader)
    return Look(text=line.format(author=author, title=title), blocks=blocks)


def follow_up(message: FollowUp, reader: Reader) -> Look:
    """Come back to a next step that its author planned (S72)."""
    _ = translator(reader.locale)
    entry = message.entry
    opening = _("On {day} you planned a next step:").format(day=day(message.planned_on, reader))
    question = _("How did it go?")
    step = brief(message.next_step, _IN_THE_TEXT)
    value = pack(n=entry.network_id, a=f"follow_up:{entry.id}")
    label = _("Write how it went")
    blocks: list[Block] = [
        *sections([opening, *quote(message.next_step), "", question]),
        context(_("Small steps count, and so does what did not work.")),
        actions(button(label, Action.OPEN_REFLECT, value=value, style="primary")),
    ]
    return Look(text=f'{opening} "{step}". {question}', blocks=blocks)


def _titled(form: str, occasion: str) -> str:
    """Return the title of a form with what it is about, escaped; what is the same is said once."""
    title, about = brief(form, _TITLE), brief(occasion, _TITLE)
    return f"{title}, {about}" if about not in {"", title} else title


def _thanks(message: Receipt, reader: Reader) -> list[str]:
    if message.is_edit:
        return []
    _ = translator(reader.locale)
    thanks = thanks_of(message.form, message.entry)
    if message.typed_by is not None and message.entry.given_on is not None:
        typed = _("{name} typed in what you wrote on paper on {day}. Is it right?")
        by, on = brief(message.typed_by, _NAME), day(message.entry.given_on, reader)
        return [typed.format(name=f"*{by}*", day=on)]
    return [fit(say(thanks, reader), _ABOUT) if thanks else _("Thank you.")]


def checkin_name(message: CheckinPrompt, reader: Reader) -> str:
    """Return the name of what is asked again and again, escaped."""
    return brief(say(message.name, reader), _TITLE)


def _adoption(message: SharedEntry, reader: Reader) -> list[Block]:
    """Return how many say yes to a charter, and the button as long as it is not adopted (S29).

    A nominated question takes a yes from everybody who would work on it (S41), a practice note
    from everybody who tried it (S25).
    """
    _ = translator(reader.locale)
    if message.tried is not None:
        value = pack(n=message.entry.network_id, e=message.entry.id)
        told = [context(tried_count(message.tried, reader))] if message.tried else []
        return [*told, actions(button(_("I tried this"), Action.TRY_NOTE, value=value))]
    if message.is_nominated:
        label = _("I would work on this")
        count = _("{count} would work on this question.").format(count=message.agreed)
        changed = _("It was changed. Please say again whether you would work on it.")
        asked = [section(changed)] if message.is_asked_again else []
        return [*asked, context(count), actions(agree_button(message.entry, label))]
    if not message.needed:
        return []
    if message.agreed >= message.needed:
        return [section(_("*Adopted.* {count} of us said yes.").format(count=message.agreed))]
    count = _("{agreed} have said yes. With {needed} it is ours.").format(
        agreed=message.agreed, needed=message.needed
    )
    asked = [section(_("It was changed. Please say yes again."))] if message.is_asked_again else []
    return [*asked, context(count), actions(agree_button(message.entry, _("I agree")))]


def agree_button(entry: Entry, label: str) -> ButtonElement:
    """Return the button that says yes to an entry as it reads here (S29)."""
    value = pack(n=entry.network_id, e=entry.id, r=entry.version)
    return button(label, Action.AGREE, value=value, style="primary")
