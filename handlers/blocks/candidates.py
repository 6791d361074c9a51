"""Draw who is suggested as a fellow, the form that suggests, and what those asked are told (S8)."""

from slack_sdk.models.blocks import Block, UserSelectElement
from slack_sdk.models.views import View

from bot.domain.candidates import (
    Candidate,
    CandidateAnswered,
    CandidateInvitation,
    CandidateState,
    Mass,
    Phone,
)
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.candidates import Answered, CandidatesView
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import Look, actions, beside, button, context, section, sections
from handlers.blocks.modals import asked, modal, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, fit, say

_NAME = 80
_SCHOOL = 150
_ABOUT = 1200
_MOST = 40


def candidates_modal(view: CandidatesView, reader: Reader) -> View:
    """List where each school stands and who is suggested, with the button that suggests."""
    _ = translator(reader.locale)
    network = view.network
    blocks: list[Block] = sections([_mass(one, reader) for one in view.masses])
    if not view.candidates:
        blocks.append(section(_("Nobody is suggested yet. Think of those whom others listen to.")))
    for candidate, school in view.candidates[:_MOST]:
        blocks.append(_candidate(candidate, school, view, reader))
    suggest = button(
        _("Suggest somebody"),
        Action.SUGGEST_FELLOW,
        value=pack(n=network.id),
        style="primary",
    )
    blocks.append(actions(suggest))
    small = _("They answer in private. Only who suggested them and the facilitator hear.")
    blocks.append(context(small))
    return modal(
        _("Suggested fellows"),
        blocks,
        callback=Callback.CANDIDATES,
        reader=reader,
        meta=pack(n=network.id),
    )


def suggest_modal(view: CandidatesView, reader: Reader) -> View:
    """Ask for one person: who, from which school, in which role, language and telephone."""
    _ = translator(reader.locale)
    roles = {one.id: say(one.name, reader) for one in view.network.programme.roles}
    phones = {
        Phone.OWN.value: _("A telephone of their own"),
        Phone.SHARED.value: _("One that others look at, too"),
    }
    language = _("Which language do they like to read?")
    reading = _("How do they read messages?")
    blocks = [
        *_whom(reader),
        *_from_where(view, reader),
        select_input(BlockId.ROLE, _("Role"), roles),
        text_input(BlockId.LANGUAGE, language, optional=True, most=_NAME),
        select_input(BlockId.PHONE, reading, phones, optional=True),
    ]
    return modal(
        _("Suggest somebody"),
        blocks,
        callback=Callback.SUGGEST_FELLOW,
        reader=reader,
        submit=_("Suggest"),
        meta=pack(n=view.network.id),
    )


def _whom(reader: Reader) -> list[Block]:
    """Ask for the person, or for the name of one who is not in the workspace yet."""
    _ = translator(reader.locale)
    here = _("Somebody of this workspace is asked in private, at a good hour.")
    not_yet = _("For somebody who is not in this workspace yet. Nobody is asked; it is noted here.")
    people = UserSelectElement(action_id=Action.ANSWER)
    return [
        asked(BlockId.PERSON, _("Who is it?"), people, hint=here, optional=True),
        text_input(
            BlockId.CANDIDATE_NAME, _("Or their name"), hint=not_yet, optional=True, most=_NAME
        ),
    ]


def _from_where(view: CandidatesView, reader: Reader) -> list[Block]:
    """Ask for the school where more than one's own can be meant."""
    _ = translator(reader.locale)
    if view.own_school is not None or not view.schools:
        return []
    return [select_input(BlockId.SCHOOL, _("School"), {one: one for one in view.schools})]


def invitation(message: CandidateInvitation, reader: Reader) -> Look:
    """Ask somebody whether they would like to become a fellow, without any pressure."""
    _ = translator(reader.locale)
    programme = message.network.programme
    member = brief(programme.words.member.say(reader.locale or "en"), _NAME)
    school = brief(message.school, _SCHOOL)
    who = brief(message.suggested_by, _NAME) if message.suggested_by else school
    text = _("{who} thinks of you as a {member} of {school} in {network}.").format(
        who=who, member=member, school=school, network=brief(message.network.name, _NAME)
    )
    value = pack(i=message.candidate.id)
    blocks = [
        section(f"*{text}*"),
        section(fit(say(programme.about, reader), _ABOUT)),
        section(
            _("It takes {weeks} weeks. You are asked for a few minutes now and then.").format(
                weeks=programme.weeks
            ),
            _("Saying no is fine. Only {who} and the facilitator hear it.").format(who=who),
        ),
        actions(
            button(_("Yes, gladly"), Action.ACCEPT_SUGGESTION, value=value, style="primary"),
            button(_("No, thank you"), Action.DECLINE_SUGGESTION, value=value),
        ),
    ]
    return Look(text=text, blocks=blocks)


def answered(message: CandidateAnswered, reader: Reader) -> Look:
    """Tell who suggested somebody what came of it; a no is nobody's fault."""
    _ = translator(reader.locale)
    candidate = message.candidate
    names = {"name": brief(candidate.name, _NAME), "school": brief(message.school, _SCHOOL)}
    if candidate.state is CandidateState.ACCEPTED:
        text = _("{name} of {school} would like to join, and is on the roster.").format(**names)
        more = _("Please add them to the channel of the network, so that they can talk with you.")
    else:
        text = _("{name} of {school} cannot join at present.").format(**names)
        more = _("You need not ask why. You can think of somebody else: `/rounds suggest`.")
    return Look(text=f"{text} {more}", blocks=[section(text, more)])


def thanks(came: Answered, reader: Reader) -> Look:
    """Thank somebody for their answer, and say what comes next."""
    _ = translator(reader.locale)
    network = brief(came.network.name, _NAME)
    if came.candidate.state is CandidateState.DECLINED:
        text = _("Thank you for saying so. Nothing will be asked of you in {network}.")
        return _said(text.format(network=network))
    lines = [_("Welcome to {network}. It is good to have you.").format(network=network)]
    if came.candidate.phone is Phone.SHARED:
        lines.append(_("Others may see what I send to your telephone."))
        lines.append(_("`/rounds settings` lets you choose one message a day or a week."))
    look = _said(*lines)
    if came.readiness is None:
        return look
    ref = came.readiness
    value = pack(n=ref.network_id, f=ref.form_id, a=str(ref.about))
    write = button(_("Say how ready you feel"), Action.OPEN_FORM, value=value, style="primary")
    return Look(text=look.text, blocks=[*look.blocks, actions(write)])


def _said(*lines: str) -> Look:
    return Look(text=" ".join(lines), blocks=[section(*lines)])


def _mass(one: Mass, reader: Reader) -> str:
    """Return where a school stands: "Harbor: 2 fellows, 1 asked. One more is needed."."""
    _ = translator(reader.locale)
    line = _("*{school}*: here {here}, asked {asked}. {least} to {most} learn together.").format(
        school=brief(one.school, _SCHOOL),
        here=one.members,
        asked=one.asked,
        least=one.least,
        most=one.most,
    )
    if one.missing:
        line += " " + plural(
            "{count} more would make it strong enough.",
            "{count} more would make it strong enough.",
            one.missing,
            locale=reader.locale,
        )
    if one.readiness is not None:
        line += " " + _("They feel ready: {mean} of 5 ({count}).").format(
            mean=f"{one.readiness:.1f}", count=one.answered
        )
    return line


def _candidate(one: Candidate, school: str, view: CandidatesView, reader: Reader) -> Block:
    _ = translator(reader.locale)
    state = {
        CandidateState.SUGGESTED: _("not in this workspace yet; suggest them again once they are"),
        CandidateState.INVITED: _("asked, no answer yet"),
        CandidateState.ACCEPTED: _("has joined"),
        CandidateState.DECLINED: _("not at present"),
    }[one.state]
    role = view.network.programme.role(one.role or "")
    said = [say(role.name, reader)] if role is not None else []
    said += [school] if view.own_school is None and school else []
    said += [one.language] if one.language else []
    lines = (f"*{brief(one.name, _NAME)}*: {state}", brief(", ".join(said), _SCHOOL))
    if not one.state.is_open:
        return section(*lines)
    back = button(
        _("Take back"), numbered(Action.TAKE_BACK_SUGGESTION, one.id), value=pack(i=one.id)
    )
    return beside(back, *lines)
