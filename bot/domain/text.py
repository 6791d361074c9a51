"""Words of a programme file: one string, or one for each language."""

import re
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

_LONGEST = 3000
_LANGUAGE = r"^[a-z]{2}$"


class Text(BaseModel):
    """A sentence of a programme, in one language or several; ``en`` is the last resort."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by_language: dict[
        Annotated[str, Field(pattern=_LANGUAGE)],
        Annotated[str, Field(min_length=1, max_length=_LONGEST)],
    ] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever the file holds
        if isinstance(value, str):
            return {"by_language": {"en": value.strip()}}
        if isinstance(value, dict) and "by_language" not in value:
            return {"by_language": value}
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe words as files hold them, for editors that check while one types."""
        words = {"type": "string", "minLength": 1, "maxLength": _LONGEST}
        languages = {"type": "object", "propertyNames": {"pattern": _LANGUAGE}}
        return {"anyOf": [words, {**languages, "minProperties": 1, "additionalProperties": words}]}

    def say(self, language: str = "en") -> str:
        """Return the words in a language, else in English, else in whichever there is."""
        words = self.by_language
        return words.get(language) or words.get("en") or next(iter(words.values()))

    def __str__(self) -> str:
        """Return the English words."""
        return self.say()


def is_language(key: object) -> bool:
    """Whether a key can name a language, as ``en`` does."""
    return isinstance(key, str) and re.match(_LANGUAGE, key) is not None


def _as_text(value: object) -> object:
    if isinstance(value, Text):
        return value
    try:
        return Text.model_validate(value)
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"]) from error


Words = Annotated[Text, BeforeValidator(_as_text)]
"""The type of every field that holds words for people."""
