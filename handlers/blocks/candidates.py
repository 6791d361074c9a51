"""Draw who is suggested as a fellow, the form that suggests, and what those asked are told (S8)."""

from slack_sdk.models.blocks import (
    Block,
    Option,
    OverflowMenuElement,
    SectionBlock,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.candidates import (
    LONGEST_LANGUAGE,
    LONGEST_NAME,
    MOST_AT_ONCE,
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
from handlers.blocks.layout import Look, actions, button, context, mrkdwn, plain, section, sections
from handlers.blocks.modals import asked, modal, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, fit, say

_NAME = 80
_SCHOOL = 150
_ABOUT = 1200
_MOST = 60
CHANGE, TAKE_BACK = "change", "back"
"""What the menu beside a name offers."""


def candidates_modal(view: CandidatesView, reader: Reader) -> View:
    """List where each school stands and who is suggested, with the button that suggests."""
    _ = translator(reader.locale)
    network = view.network
    blocks: list[Block] = sections([_mass(one, reader) for one in view.masses])
    if not view.candidates:
        blocks.append(section(_("Nobody is suggested yet. Think of those whom others listen to.")))
    by_need = sorted(view.candidates, key=lambda one: not one[0].state.is_open)
    for candidate, school in by_need[:_MOST]:
        blocks.append(_candidate(candidate, school, view, reader))
    suggest = button(
        _("Suggest fellows"),
        Action.SUGGEST_FELLOW,
        value=pack(n=network.id),
        style="primary",
    )
    blocks.append(actions(suggest))
    small = [_("They answer in private. Only who suggested them and the facilitator hear.")]
    if len(by_need) > _MOST:
        small.append(_("{count} more are not shown.").format(count=len(by_need) - _MOST))
    if any(one.state is CandidateState.SUGGESTED for one, _school in by_need):
        blocks.append(section(_not_here_yet(reader)))
    blocks.append(context(*small))
    return modal(
        _("Suggested fellows"),
        blocks,
        callback=Callback.CANDIDATES,
        reader=reader,
        meta=pack(n=network.id),
    )


def suggest_modal(view: CandidatesView, reader: Reader) -> View:
    """Ask for up to five of a school at once; what is known of each can be said here or later."""
    _ = translator(reader.locale)
    later = _("Where they differ, say so for each of them afterwards: ⋯ beside the name.")
    return modal(
        _("Suggest fellows"),
        [
            *_whom(reader),
            *_from_where(view, reader),
            *_about_them(view, reader),
            context(later),
        ],
        callback=Callback.SUGGEST_FELLOW,
        reader=reader,
        submit=_("Suggest"),
        meta=pack(n=view.network.id),
    )


def about_modal(view: CandidatesView, candidate: Candidate, reader: Reader) -> View:
    """Ask for more of one person, and who they are where they were only named."""
    _ = translator(reader.locale)
    blocks: list[Block] = [section(f"*{brief(candidate.name, _NAME)}*")]
    if candidate.person_id is None:
        hint = _("Choose them once they are in Slack. They are asked in private, at a good hour.")
        people = UserSelectElement(action_id=Action.ANSWER)
        here = _("Are they here now?")
        blocks.append(asked(BlockId.PERSON, here, people, hint=hint, optional=True))
    blocks += _about_them(view, reader, candidate=candidate)
    return modal(
        _("About them"),
        blocks,
        callback=Callback.ABOUT_CANDIDATE,
        reader=reader,
        submit=_("Save"),
        meta=pack(n=view.network.id, i=candidate.id),
    )


def _about_them(
    view: CandidatesView, reader: Reader, *, candidate: Candidate | None = None
) -> list[Block]:
    """Ask for role, language and telephone, none of which anybody has to know."""
    _ = translator(reader.locale)
    roles = {one.id: say(one.name, reader) for one in view.network.programme.roles}
    phones = {
        Phone.OWN.value: _("A telephone of their own"),
        Phone.SHARED.value: _("One that others look at, too"),
    }
    role, phone, language = (
        (candidate.role, candidate.phone, candidate.language) if candidate else (None, None, None)
    )
    reads = _("Which language do they like to read?")
    how = _("How do they read messages?")
    return [
        select_input(BlockId.ROLE, _("Role"), roles, chosen=role, optional=True),
        text_input(BlockId.LANGUAGE, reads, value=language, optional=True, most=LONGEST_LANGUAGE),
        select_input(BlockId.PHONE, how, phones, chosen=phone, optional=True),
    ]


def _whom(reader: Reader) -> list[Block]:
    """Ask for people, and for the names of those who are not in the workspace yet."""
    _ = translator(reader.locale)
    here = _("Up to {most}. Each is asked in private, at a good hour.").format(most=MOST_AT_ONCE)
    not_yet = _("One name in a line. Nobody is asked yet; they are noted here.")
    people = UserMultiSelectElement(action_id=Action.ANSWER, max_selected_items=MOST_AT_ONCE)
    label = _("And who is not in Slack yet?")
    most = MOST_AT_ONCE * (LONGEST_NAME + 1)
    return [
        asked(BlockId.PERSON, _("Who could it be?"), people, hint=here, optional=True),
        text_input(
            BlockId.CANDIDATE_NAME, label, hint=not_yet, optional=True, lines=True, most=most
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


def _not_here_yet(reader: Reader) -> str:
    """Say how somebody who is named only comes to be asked."""
    _ = translator(reader.locale)
    return _(
        "Somebody is not in Slack yet? Whoever looks after this workspace invites them: the "
        "workspace's name, then *Invite people*. Once they are here, choose them under ⋯ beside "
        "their name, and I ask them."
    )


def _candidate(one: Candidate, school: str, view: CandidatesView, reader: Reader) -> Block:
    _ = translator(reader.locale)
    state = {
        CandidateState.SUGGESTED: _("not in Slack yet"),
        CandidateState.INVITED: _("asked, no answer yet"),
        CandidateState.ACCEPTED: _("has joined"),
        CandidateState.DECLINED: _("not at present"),
    }[one.state]
    role = view.network.programme.role(one.role or "")
    said = [say(role.name, reader)] if role is not None else []
    said += [school] if view.own_school is None and school else []
    said += [one.language] if one.language else []
    lines = [f"*{brief(one.name, _NAME)}*: {state}"]
    lines += [brief(", ".join(said), _SCHOOL)] if said else []
    if not one.state.is_open:
        return section(*lines)
    return SectionBlock(text=mrkdwn("\n".join(lines)), accessory=_menu(one, reader))


def _menu(one: Candidate, reader: Reader) -> OverflowMenuElement:
    """Return what can be done about somebody who has not answered yet."""
    _ = translator(reader.locale)
    change = _("They are here now") if one.person_id is None else _("Role, language, telephone")
    offered = {CHANGE: change, TAKE_BACK: _("Take back")}
    options = [Option(value=f"{what}/{one.id}", text=plain(said)) for what, said in offered.items()]
    return OverflowMenuElement(action_id=numbered(Action.CANDIDATE, one.id), options=options)
