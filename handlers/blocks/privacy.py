"""Draw the privacy notice: what is kept, who sees it, for how long, how to have it erased (S93)."""

from slack_sdk.models.blocks import Block

from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.people import Privacy
from handlers.blocks.layout import Look, header, section, sections
from handlers.blocks.messages_network import privacy_notice
from handlers.blocks.text import brief

_NAME = 100
_NAMES = 300


def notice_page(privacy: Privacy, reader: Reader) -> Look:
    """Tell somebody what is kept of them, in plain words and with their own numbers."""
    _ = translator(reader.locale)
    title = _("What I keep, and who sees it")
    readers = [
        _("• *Only me*: nobody but you, not even your facilitator or whoever exports."),
        _("• *My facilitator and me*: you and those who lead your network."),
        _("• *My partners and me*: you and those you are matched with."),
        _("• *Everybody in the network*: the members, and the programme lead."),
    ]
    blocks: list[Block] = [
        header(title),
        *sections(privacy_notice(reader)),
        section(_("*The four circles*"), *readers),
        section(*_yours(privacy, reader)),
    ]
    return Look(text="\n".join([title, *privacy_notice(reader)]), blocks=blocks)


def _yours(privacy: Privacy, reader: Reader) -> list[str]:
    """Return what is kept of this person, and whom they can ask."""
    _ = translator(reader.locale)
    if not privacy.networks and not privacy.left:
        return [_("Of you I keep your name and time zone only; you are in no network.")]
    texts = plural(
        "You have sent {count} text.", "You have sent {count} texts.", privacy.texts,
        locale=reader.locale,
    )  # fmt: skip
    texts = texts if privacy.texts else _("You have sent nothing yet.")
    lead = brief(", ".join(privacy.facilitators) or _("your facilitator"), _NAME)
    before = _of_before(privacy, reader)
    if not privacy.networks:
        erase = _(
            "To have everything erased, ask {facilitator}: one command does it, and it is gone for "
            "good."
        ).format(facilitator=lead)
        return [f"*{_('Of you')}*", *before, *_anonymous(privacy, reader), erase]
    ask = _(
        "`/rounds me` shows all you write: change it there, or let me send you a copy. To have "
        "everything erased, ask {facilitator}: one command does it, and it is gone for good."
    ).format(facilitator=lead)
    return [f"*{_('Of you')}*", texts, *before, *_anonymous(privacy, reader), ask]


def _of_before(privacy: Privacy, reader: Reader) -> list[str]:
    """Return what is kept of networks that somebody left, who reads it, and how to take it back."""
    if not privacy.left:
        return []
    _ = translator(reader.locale)
    kept = _("You left {networks}. That you were a member there, and who came when, stays.").format(
        networks=brief(", ".join(privacy.left), _NAMES)
    )
    if not privacy.left_texts:
        return [kept]
    texts = plural(
        "{count} text that you sent there is still kept.",
        "{count} texts that you sent there are still kept.",
        privacy.left_texts,
        locale=reader.locale,
    )
    readers = _(
        "Those you chose can still read it. Each copy in your messages from me has the button that "
        "takes it back."
    )
    return [f"{kept} {texts} {readers}"]


def _anonymous(privacy: Privacy, reader: Reader) -> list[str]:
    """Return what is kept of somebody's anonymous answers, which is not theirs to find."""
    if not privacy.anonymous:
        return []
    _ = translator(reader.locale)
    took_part = plural(
        "You have answered {count} anonymous form.", "You have answered {count} anonymous forms.",
        privacy.anonymous,
        locale=reader.locale,
    )  # fmt: skip
    unknown = _(
        "That is kept, so that everybody answers once; which answer is yours is not, so nobody can "
        "show it to you, change it or erase it."
    )
    return [f"{took_part} {unknown}"]
