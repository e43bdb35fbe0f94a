"""How long random tests may take here: as long as a busy machine needs."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "unhurried", settings(), deadline=None, suppress_health_check=(HealthCheck.too_slow,)
)
settings.load_profile("unhurried")
