"""The whole product under load, killed at any moment, and what must be true afterwards."""
