"""Why something was not delivered, in a sentence for whoever looks after the bot."""

_BY_CODE = {
    "NoAddress": "Personen har ingen konto som boten kan skrive til.",
    "NoServiceUrl": "Ingen fra personens virksomhet har skrevet til boten ennå.",
    "NoWayLeft": (
        "Boten når personen verken i egen chat eller i rommet. Personen må installere appen."
    ),
    "RoomNotReady": "Rommet er ikke klart, eller det er stanset.",
    "RoomInTeam": "Boten arbeider med et annet rom i samme team. Dette rommet er det neste.",
    "GraphTeam": "Boten har nok å gjøre i dette teamet akkurat nå. Rommet er det neste.",
    "RoomTakesLong": "Det tok lang tid å gjøre rommet klart. Boten gjør resten neste gang.",
    "RoomNotSeenYet": "Teams viser ikke det nye rommet ennå. Boten ser etter det igjen.",
    "NameAlreadyExists": "Navnet på rommet er opptatt i teamet.",
    "NoNameLeft": "Navnet på rommet er opptatt i teamet.",
    "NoTeamHasSpace": "Ingen av teamene har plass til flere rom. Se STAFETT_ROOM_TEAMS.",
    "OperationUnderWay": "Teams holder på med rommet. Boten ser etter igjen.",
    "OperationFailed": "Teams klarte ikke å lage rommet. Boten prøver igjen.",
    "TooManyPages": "Listen fra Teams tok ingen slutt.",
    "LinkElsewhere": "Teams viste til en adresse som boten ikke stoler på.",
    "NotFoundByName": "Rommet ble laget, men Teams viser det ikke ennå. Prøv igjen om litt.",
    "NotAmongMembers": "Kontoen ble sluppet inn, men står ikke på listen over dem i rommet.",
    "NobodyToSendTo": "Boten ser ingen i rommet.",
    "NoRoom": "Det er ikke laget noe rom.",
    "NoCarrier": "Denne versjonen av boten kjenner ikke slike jobber.",
    "MessageSizeTooBig": "Kortet er større enn Teams tar imot.",
    "BotNotInConversationRoster": "Appen er ikke i chatten eller rommet.",
    "ConversationNotFound": "Chatten eller rommet finnes ikke lenger.",
    "UnknownServiceUrl": "Boten har ikke møtt denne adressen i Teams.",
    "Pace": "Boten holder farten som Teams tillater.",
    "Circuit": "Teams har ikke svart på en stund. Boten prøver igjen av seg selv.",
}
_BY_STATUS = {
    0: "Teams svarte ikke.",
    400: "Teams forsto ikke meldingen.",
    401: "Teams godtok ikke botens nøkkel.",
    403: "Teams slipper ikke boten til der.",
    404: "Stedet i Teams finnes ikke lenger.",
    408: "Teams svarte ikke i tide.",
    412: "Teams var opptatt med noe annet i samme chat.",
    413: "Kortet er større enn Teams tar imot.",
    424: "Rommet ble ikke ferdig. Boten prøver igjen hver time.",
    429: "Teams ba boten vente.",
}
_FAULT = "Noe er galt i boten. Se etter jobbens nummer i botens logg."
_NO_KEY = "Boten fikk ikke nøkkelen sin fra Entra. Se STAFETT_APP_TYPE og det som hører til."
_SILENCE = ("Client", "Server", "Timeout", "Socket", "Connection")
"""What the names of errors begin with that mean that no answer came."""


def explain(said: str) -> str:
    """Explain what stands in a job («403 NoWayLeft») in Norwegian."""
    first, _, rest = said.partition(" ")
    status, code = (int(first), rest) if first.isdigit() else (0, said)
    if code in _BY_CODE:
        return _BY_CODE[code]
    if code.startswith("Credential"):
        return _NO_KEY
    if status >= 500:
        return "Teams hadde en feil."
    if status == 0 and code and not code.startswith(_SILENCE):
        return _FAULT
    return _BY_STATUS.get(status, "Teams sa nei.")
