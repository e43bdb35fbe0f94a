"""The common ground of what entries hold: limits, the base model, and the age rule."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

TEXT_LIMIT = 4000
LINE_LIMIT = 200

Text = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)]
Line = Annotated[str, StringConstraints(max_length=LINE_LIMIT)]
Seq = Annotated[int, Field(ge=1)]
ParticipantNo = Annotated[int, Field(ge=1)]


class Body(BaseModel):
    """The common ground of bodies: frozen, nothing unknown let in."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AgeRule(Body):
    """Who must consent now, until which day, and by which rule after it (`domain.ages`)."""

    rule: str
    until: date | None = None
    then: str | None = None
