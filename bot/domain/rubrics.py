"""Rubrics are data: systems of a school, levels of how far each is in place, and what shows it.

A rubric rates systems and what groups do, never a person (S73, S74).
"""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.domain.fields import FieldKind, FormField, Given, Identifier, Strict
from bot.domain.forms import Form
from bot.domain.text import Words

_MOST_LEVELS = 7
_MOST_SYSTEMS = 30


class RubricLevel(Strict):
    """One level, from nothing yet to fully in place."""

    value: int = Field(ge=0, le=_MOST_LEVELS)
    name: Words
    means: Words
    needs: Words
    """The evidence, or the decision, without which the level is not given."""


class RubricSystem(Strict):
    """Something a school has or lacks, which a group keeps going; never a person."""

    id: Identifier
    name: Words
    acts: Words
    """The group whose actions are looked at."""
    not_yet: Words
    full: Words


class Rubric(Strict):
    """One whole rubric."""

    id: Identifier
    title: Words
    about: Words
    unit: Literal["system"] = "system"
    repeat: tuple[Literal["start_of_year", "mid_year", "end_of_year"], ...] = ("start_of_year",)
    """When it is rated in a year."""
    min_respondents: int = Field(default=2, ge=2, le=20)
    """How many people of a school rate before a picture is drawn."""
    levels: tuple[RubricLevel, ...] = Field(min_length=2, max_length=_MOST_LEVELS)
    systems: tuple[RubricSystem, ...] = Field(min_length=1, max_length=_MOST_SYSTEMS)

    def system(self, system_id: str) -> RubricSystem:
        """Return a system; raises KeyError for an unknown id."""
        return {one.id: one for one in self.systems}[system_id]

    def given(self, system_id: str) -> tuple[Given, ...]:
        """Return the levels of a system as what can be chosen, the lowest first.

        The ends are described in the words of the system, the levels between in those of all.
        """
        system = self.system(system_id)
        ends = {self.levels[0].value: system.not_yet, self.levels[-1].value: system.full}
        return tuple(
            Given(
                id=str(level.value),
                label=level.name,
                means=ends.get(level.value, level.means),
                needs=level.needs,
            )
            for level in self.levels
        )

    @model_validator(mode="after")
    def _levels_rise(self) -> Self:
        values = [level.value for level in self.levels]
        if values != sorted(set(values)):
            msg = f"levels {values} in {self.id}, expected each to be higher than the one before"
            raise ValueError(msg)
        return self


def with_levels(form: Form, rubrics: Sequence[Rubric]) -> Form:
    """Return a form whose ratings know the levels of their rubrics; any other as it is.

    Raises KeyError for a rubric or a system that is not there.
    """
    if not any(field.kind is FieldKind.RATING for field in form.fields):
        return form
    known = {rubric.id: rubric for rubric in rubrics}

    def rated(field: FormField) -> FormField:
        if field.rubric is None or field.system is None:
            return field
        levels = known[field.rubric].given(field.system)
        return field.model_copy(update={"options": levels})

    pages = (
        page.model_copy(update={"fields": tuple(map(rated, page.fields))}) for page in form.pages
    )
    return form.model_copy(update={"pages": tuple(pages)})
