"""What a room is called: its log's opaque code, and nothing about anybody."""

from hashlib import sha256

ABOUT = "Chatten er ikke loggen. Skriv i loggen med + eller @Stafett."


def name_of(code: str, number: int) -> str:
    """Give a room's name; a later number than 1 when earlier names were used up."""
    name = f"Stafett {code.partition('-')[2]}"
    return name if number == 1 else f"{name} {number}"


def mark_of(logg: str) -> str:
    """Give the word in a room's description by which its log's room is known again."""
    return f"[{sha256(f'rom|{logg}'.encode()).hexdigest()[:12]}]"


def about(logg: str) -> str:
    """Give a room's description."""
    return f"{ABOUT} {mark_of(logg)}"
