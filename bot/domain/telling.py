"""Say answers in words: what a receipt, an export and a facilitator are shown of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.domain.attachments import told
from bot.domain.fields import FieldKind, FormField, Question, Record, Value
from bot.domain.parts import EVIDENCE, LEVEL, REASON, SAID, records_of, words_of
from bot.i18n import translator

Telling = Mapping[FieldKind, Callable[[str], str]]
"""How answers of a kind are said to somebody: days and times in their language, people by name."""


def shown(
    field: Question,
    value: Value,
    *,
    language: str = "en",
    telling: Telling = MappingProxyType({}),
) -> str:
    """Return an answer as words: labels for choices, the text itself for texts.

    An order, a reason, an evidence, each file and each record stand on lines of their own.
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return _shown_pair(field, value, language)
    if field.kind is FieldKind.FILE:
        return told(records_of(value))
    if field.kind is FieldKind.RECORDS and isinstance(field, FormField):
        return _shown_records(field, records_of(value), language, telling)
    labels = {option.id: option.label.say(language) for option in field.options}
    tell = telling.get(field.kind, str)
    words = [tell(labels.get(one, one)) for one in words_of(value) if one]
    if field.kind is FieldKind.RANKED:
        return "\n".join(f"{number}. {one}" for number, one in enumerate(words, 1))
    return ", ".join(words)


def _shown_pair(field: Question, pair: Record, language: str) -> str:
    """Say a yes or no with its reason, a level with its evidence."""
    _ = translator(language)
    names = {option.id: option.label.say(language) for option in field.options}
    names |= {"yes": _("Yes"), "no": _("No")} if field.kind is FieldKind.YES_NO else {}
    chosen = pair.get(SAID if field.kind is FieldKind.YES_NO else LEVEL)
    words = pair.get(REASON if field.kind is FieldKind.YES_NO else EVIDENCE)
    first = names.get(str(chosen), str(chosen)) if chosen is not None else ""
    return "\n".join(str(one) for one in (first, words) if one)


def _shown_records(
    field: FormField, records: tuple[Record, ...], language: str, telling: Telling
) -> str:
    """Say each record on a line of its own, with the names of its fields."""
    lines: list[str] = []
    for number, record in enumerate(records, 1):
        said = [
            f"{asked.label.say(language)}: {words}"
            for asked in field.fields
            if (words := shown(asked, record.get(asked.id), language=language, telling=telling))
        ]
        lines.append(f"{number}. " + "; ".join(said))
    return "\n".join(lines)
