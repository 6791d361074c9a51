"""What every test may ask for."""

from hypothesis import settings

pytest_plugins = ["tests.postgres"]

settings.register_profile("rounds", deadline=None)  # a busy machine is no defect
settings.load_profile("rounds")
