"""What is counted, in a registry of our own: codes and counts, never who or what about."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

TURNS = Counter(
    "stafett_turns", "Turns by dialog and outcome.", ["dialog", "outcome"], registry=REGISTRY
)
FAULTS = Counter("stafett_faults", "Turns that ended in an unknown fault.", registry=REGISTRY)
TURNED_AWAY = Counter(
    "stafett_turned_away", "Calls that were not let in, by reason.", ["why"], registry=REGISTRY
)
ANSWERS = Histogram(
    "stafett_answer_seconds",
    "Time from the door to the answer, by kind of activity.",
    ["kind"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8, 15),
    registry=REGISTRY,
)
DELIVERIES = Counter(
    "stafett_deliveries", "Jobs carried, by outcome.", ["outcome"], registry=REGISTRY
)
OUTBOX_AGE = Gauge(
    "stafett_outbox_age_seconds", "Age of the oldest job that is due.", registry=REGISTRY
)
OUTBOX = Gauge(
    "stafett_outbox_jobs",
    "Jobs that are due and not done (waiting), and jobs that were given up (given_up).",
    ["state"],
    registry=REGISTRY,
)


def exposition() -> bytes:
    """Give all metrics as Prometheus reads them."""
    return generate_latest(REGISTRY)
