"""What the test door takes: one model for each kind of body, checked before anything is done."""

from typing import Any, Literal, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

Theme = Literal["default", "dark", "contrast"]
Json = dict[str, Any]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Text(_Body):
    """A message to write; in a room, `thread` is the post that it answers."""

    text: str = Field(min_length=1, max_length=28_000)
    thread: str = ""


class _Gesture(_Body):
    channel: str = ""


class Submit(_Gesture):
    """A press on Action.Submit; `data` already holds the inputs."""

    message: str
    data: Json
    theme: Theme = "default"


class Execute(_Gesture):
    """A press on Action.Execute, or a refresh; `action.data` already holds the inputs."""

    message: str
    action: Json
    trigger: Literal["manual", "automatic"] = "manual"


class Compose(_Gesture):
    """A command of the compose box (in a room perhaps under a post), or of a message."""

    command: str
    message: str | None = None
    thread: str = ""
    theme: Theme = "default"


class Origin(_Body):
    """Where a dialog was opened."""

    kind: Literal["task", "compose"]
    message: str | None = None
    command: str = ""
    channel: str = ""
    thread: str = ""


class Dialog(_Gesture):
    """A dialog's form."""

    origin: Origin
    data: Json
    theme: Theme = "default"


class Locale(_Body):
    """The language of the client."""

    locale: Literal["nb-NO", "nn-NO", "en-US"]


class Membership(_Body):
    """Somebody to put into a room."""

    person: str


class Installed(_Body):
    """Whether a person has the app."""

    installed: bool


M = TypeVar("M", bound=BaseModel)


async def read(request: web.Request, model: type[M]) -> M:
    """Read a JSON body as a model; what does not fit is answered with 400 and a sentence."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="The body must be application/json.")
    try:
        return model.model_validate_json(await request.read())
    except ValidationError as error:
        raise web.HTTPBadRequest(text=str(error)) from error
