"""Draw what is said about an entry to those who wrote it with its author (S20)."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ButtonElement, ConfirmObject

from bot.domain.entries import Entry
from bot.domain.readers import Reader
from bot.domain.teams import Credited
from bot.i18n import translator
from handlers.blocks.ids import Action
from handlers.blocks.layout import Look, actions, button, context, plain, section
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, say

_TITLE = 150
_NAME = 80
_MOST_NAMES = 12


def credited(message: Credited, reader: Reader) -> Look:
    """Tell a colleague that they are named, and how to read it or to take their name off."""
    _ = translator(reader.locale)
    title, occasion = brief(say(message.form.title, reader), _TITLE), brief(message.occasion)
    about = f"{title}, {occasion}" if occasion not in {"", title} else title
    line = _("{author} named you among those who wrote: {title}")
    author = brief(message.author.name, _NAME)
    value = pack(n=message.entry.network_id, e=message.entry.id)
    return Look(
        text=line.format(author=author, title=about),
        blocks=[
            section(line.format(author=f"*{author}*", title=about)),
            context(_("You can read it. {author} can change it.").format(author=author)),
            actions(
                button(_("Read it"), Action.SEE_ENTRY, value=value, style="primary"),
                name_off(value, reader),
            ),
        ],
    )


def name_off(value: str, reader: Reader) -> ButtonElement:
    """Return the button that takes one's own name off an entry."""
    _ = translator(reader.locale)
    confirm = ConfirmObject(
        title=plain(_("Take your name off?"), 100),
        text=plain(_("The answer stays with its author; you no longer stand under it."), 300),
        confirm=plain(_("Take it off"), 30),
        deny=plain(_("Leave it there"), 30),
    )
    label = _("Take my name off")
    return button(label, Action.TAKE_NAME_OFF, value=value, confirm=confirm)


def take_back(value: str, reader: Reader) -> ButtonElement:
    """Return the button that takes back what one wrote."""
    _ = translator(reader.locale)
    confirm = ConfirmObject(
        title=plain(_("Take this back?"), 100),
        text=plain(_("Nobody can read it then, and the copies in our messages go."), 300),
        confirm=plain(_("Take it back"), 30),
        deny=plain(_("Keep it"), 30),
        style="danger",
    )
    return button(_("Take it back"), Action.WITHDRAW_ENTRY, value=value, confirm=confirm)


def own_buttons(entry: Entry, reader: Reader) -> list[ButtonElement]:
    """Return what an author can do with an answer; a proposal's readers are not chosen."""
    _ = translator(reader.locale)
    value = pack(n=entry.network_id, e=entry.id)
    edit = button(_("Edit"), Action.EDIT_ENTRY, value=value)
    who = button(_("Who may read this?"), Action.CHANGE_VISIBILITY, value=value)
    asks = [] if entry.about.is_nameless else [who]
    return [edit, *asks, take_back(value, reader)]


def with_whom(names: Sequence[str], reader: Reader) -> list[str]:
    """Return the line that says who wrote something together; none where nobody else did."""
    if not names:
        return []
    _ = translator(reader.locale)
    few = ", ".join(brief(one, _NAME) for one in names[:_MOST_NAMES])
    more = "" if len(names) <= _MOST_NAMES else ", …"
    return [_("Written together with {names}.").format(names=few + more)]
