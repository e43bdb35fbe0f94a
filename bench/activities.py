"""Activities as Teams writes them, as bytes with room for an id and a nonce of fixed length."""

from dataclasses import dataclass
from typing import Any

import orjson

from bench.names import APP_ID, ID, TENANT, Account


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody in their own chat, through a Connector at `service_url`."""

    account: Account
    service_url: str

    def invoke(self, name: str, data: dict[str, Any], id_: str = ID) -> bytes:
        """Write an invoke."""
        value = {"data": data, "context": {"theme": "default"}}
        subject = self.account.subject
        whole: dict[str, Any] = {
            "name": name,
            "type": "invoke",
            "id": f"f:{id_}",
            "timestamp": "2026-03-02T08:00:00.000Z",
            "localTimestamp": "2026-03-02T09:00:00.000+01:00",
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": f"29:{subject}", "name": "Kari Lærer", "aadObjectId": subject},
            "recipient": {"id": f"28:{APP_ID}", "name": "Stafett"},
            "conversation": {
                "id": f"a:{subject}",
                "conversationType": "personal",
                "tenantId": TENANT,
            },
            "channelData": {"tenant": {"id": TENANT}, "source": {"name": "message"}},
            "entities": [
                {"type": "clientInfo", "locale": "nb-NO", "country": "NO", "platform": "Web"}
            ],
            "locale": "nb-NO",
            "value": value,
        }
        return orjson.dumps(whole)
