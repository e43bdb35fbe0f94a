"""What all peers share: where to listen, whose tokens to take, and the card that they echo.

The peers run in environments of their own, each as a script with this folder on its path.
"""

import os

HOST = "127.0.0.1"
PORT = int(os.environ.get("BENCH_PORT", "0"))
APP_ID = os.environ.get("BENCH_APP_ID", "")
ISSUER = os.environ.get("BENCH_ISSUER", "")
METADATA_URL = os.environ.get("BENCH_METADATA_URL", "")
KEYS_URL = os.environ.get("BENCH_KEYS_URL", "")
PATH = "/api/messages"
ADAPTIVE = "application/vnd.microsoft.card.adaptive"


def card_of(said: str) -> dict[str, object]:
    """Draw the card that says back what was asked for."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "body": [
            {"type": "TextBlock", "text": "Echo", "weight": "Bolder", "size": "Medium"},
            {"type": "TextBlock", "text": said, "wrap": True},
            {"type": "Input.Text", "id": "tekst", "label": "Text", "isMultiline": True},
        ],
        "actions": [{"type": "Action.Submit", "title": "Send", "data": {"steg": "send"}}],
    }


def task_of(said: str) -> dict[str, object]:
    """Give the answer to task/fetch as Teams reads it."""
    card = {"contentType": ADAPTIVE, "content": card_of(said)}
    value = {"title": "Echo", "height": "medium", "width": "medium", "card": card}
    return {"task": {"type": "continue", "value": value}}
