from hypothesis import settings

# The same examples every time, and no stop-watch: a busy machine is not a bug. The environment that
# settings need is in pyproject.toml, because Django reads it before this file.
settings.register_profile("portal", deadline=None, derandomize=True, database=None)
settings.load_profile("portal")
