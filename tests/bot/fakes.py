"""A router that notes what it is asked and answers what it is told, and hears of channels."""

from dataclasses import dataclass, field

from bot.call import Answer, Call, Place, Who


@dataclass
class FakeRouter:
    """Notes calls, meetings and what happens to channels."""

    says: Answer = field(default_factory=lambda: Answer(text="Takk"))
    calls: list[Call] = field(default_factory=list)
    meetings: list[tuple[Who, Place]] = field(default_factory=list)
    leavings: list[Who] = field(default_factory=list)
    channels: list[tuple[str, str]] = field(default_factory=list)

    async def answer(self, call: Call) -> Answer:
        self.calls.append(call)
        return self.says

    async def met(self, who: Who, place: Place) -> None:
        self.meetings.append((who, place))

    async def left(self, who: Who) -> None:
        self.leavings.append(who)

    async def changed(self, channel: str, service_url: str) -> None:
        self.channels.append((channel, service_url))


@dataclass(frozen=True)
class Spoken:
    """A dialog as far as its words go."""

    name: str
    commands: dict[str, tuple[str, ...]]


DIALOGS = (
    Spoken("hjelp", {"nb": ("hjelp",), "nn": ("hjelp",), "en": ("help",)}),
    Spoken("lysglimt", {"nb": ("lysglimt",), "nn": ("lysglimt",), "en": ("lysglimt",)}),
    Spoken("mote", {"nb": ("møte",), "nn": ("møte",), "en": ("meeting",)}),
    Spoken("ny_logg", {"nb": ("ny logg",), "nn": ("ny logg",), "en": ("new log",)}),
    Spoken("logg", {"nb": ("logg",), "nn": ("logg",), "en": ("log",)}),
    Spoken("her", {"nb": ("du er her", "status"), "nn": ("du er her",), "en": ("where are we",)}),
)
