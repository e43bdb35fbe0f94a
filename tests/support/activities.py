"""Activities as Teams writes them."""

from typing import Any

from tests.support.issuer import APP_ID, SERVICE_URL, TENANT

KARI = "0b7d5c10-3a41-4c58-8a11-5d2e9f100001"


def activity(type_: str, **changed: Any) -> dict[str, Any]:
    """Write an activity in Kari's own chat; a part that is changed to None is left out."""
    whole = {
        "type": type_,
        "id": "f:1",
        "timestamp": "2026-03-02T08:00:00.000Z",
        "localTimestamp": "2026-03-02T09:00:00.000+01:00",
        "serviceUrl": SERVICE_URL,
        "channelId": "msteams",
        "from": {"id": "29:kari", "name": "Kari Lærer", "aadObjectId": KARI},
        "recipient": {"id": f"28:{APP_ID}", "name": "Stafett"},
        "conversation": {"id": "a:kari", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "nb-NO",
        "entities": [{"type": "clientInfo", "locale": "nb-NO", "country": "NO"}],
    }
    return {key: value for key, value in (whole | changed).items() if value is not None}


def message(text: str, **changed: Any) -> dict[str, Any]:
    """Write a message."""
    return activity("message", text=text, textFormat="plain", **changed)


def invoke(name: str, value: Any, **changed: Any) -> dict[str, Any]:
    """Write an invoke."""
    return activity("invoke", name=name, value=value, **changed)
