"""Files as answers: what is kept of them, and which are taken.

Kept are id, name, type, size and address, never the content: the file stays in Slack, and Slack
decides who can open it. Slack takes files of up to 10 MB in a form (docs.slack.dev, "File input
element"). Where a workspace has not let the app see files, an address is typed instead.
"""

import re
from collections.abc import Iterable, Mapping

from bot.domain.fields import FormField, Record, Simple, Value
from bot.domain.parts import records_of
from bot.errors import Invalid
from bot.i18n import mark

LARGEST = 10_000_000
"""Bytes; Slack's own limit for files in a form."""
INSTEAD, REMOVE, ADDRESS = "instead", "remove", "address"
"""Names of inputs: other files in place of those that are kept, none at all, an address."""
DOCUMENTS = ("pdf", "doc", "docx", "odt", "txt", "rtf", "xls", "xlsx", "ods", "csv", "ppt", "pptx")
PICTURES = ("png", "jpg", "jpeg", "gif", "heic", "webp")
TAKEN = (*DOCUMENTS, "odp", *PICTURES, "mp3", "m4a", "mp4", "mov")
"""What is taken where the programme names no types."""
_PAGE = re.compile(r"https?://[^\s/?#<>|]+\.[^\s/?#<>|.]+([/?#][^\s<>|]*)?", re.IGNORECASE)
_MEGABYTE = 1_000_000
_NAME = 200
_ADDRESS = 2000


def types_of(field: FormField) -> tuple[str, ...]:
    """Return the endings of the files that a question takes."""
    return field.types or TAKEN


def file_of(given: Mapping[str, object]) -> Record:
    """Return what is kept of a file, out of the shape that it has in Slack."""
    name = str(given.get("name") or given.get("title") or "")[:_NAME]
    ending = str(given.get("filetype") or name.rpartition(".")[2]).lower()
    size = given.get("size")
    return {
        "id": str(given.get("id") or ""),
        "name": name,
        "type": ending,
        "size": size if isinstance(size, int) else 0,
        "link": str(given.get("permalink") or "")[:_ADDRESS],
    }


def is_kept(parts: Mapping[str, object]) -> bool:
    """Whether files that were put in before stay: the form does not hold them again."""
    return INSTEAD in parts and not parts[INSTEAD] and not parts.get(REMOVE)


def files_in(parts: Mapping[str, object]) -> tuple[Record, ...] | None:
    """Return the files that stand in the inputs of a question."""
    address = parts.get(ADDRESS)
    if address:
        return ({"name": str(address), "link": str(address)},)
    files = parts.get(INSTEAD) or parts.get("")
    some = files if isinstance(files, tuple) else ()
    return tuple(one for one in some if isinstance(one, Mapping)) or None


def read_files(field: FormField, value: Value) -> tuple[Record, ...] | None:
    """Take files of the kinds, the size and the number that a question asks for; raises Invalid."""
    files = records_of(value)
    if not files:
        if field.required:
            raise Invalid(mark("Please add a file."), field=field.id)
        return None
    if len(files) > field.at_most:
        sentence = mark("Up to {most} files fit here. Please leave some out.")
        raise Invalid(sentence, field=field.id, most=field.at_most)
    return tuple(_taken(field, one) for one in files)


def read_address(typed: str, *, field: str) -> str:
    """Take an address of a page; what a person leaves out in front of it is put there."""
    address = typed if "://" in typed else f"https://{typed}"
    if not _PAGE.fullmatch(address):
        sentence = mark("Please give the address of a page, such as https://example.org/plan.")
        raise Invalid(sentence, field=field)
    return address


def _taken(field: FormField, file: Record) -> Record:
    """Check one file; an address that was typed becomes one of a page."""
    name, size = str(file.get("name") or ""), file.get("size")
    if not file.get("id"):
        link = read_address(str(file.get("link") or ""), field=f"{field.id}/{ADDRESS}")
        return {"name": link, "link": link}
    if str(file.get("type")) not in types_of(field):
        raise Invalid(
            mark("{name} is of a kind that does not fit here. These do: {types}."),
            field=field.id,
            name=name,
            types=", ".join(types_of(field)),
        )
    if isinstance(size, int) and size > LARGEST:
        sentence = mark("{name} is larger than {most} MB. A smaller copy or a link will do.")
        raise Invalid(sentence, field=field.id, name=name, most=LARGEST // _MEGABYTE)
    return file


def told(files: Iterable[Record]) -> str:
    """Return files as lines of text: the name, and where it is."""
    return "\n".join(f"{named(one)} {one.get('link') or ''}".strip() for one in files)


def named(file: Record) -> str:
    """Return the name of a file; nothing where it is only an address."""
    name: Simple = file.get("name")
    return "" if not name or name == file.get("link") else str(name)
