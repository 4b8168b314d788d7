"""Where settings come from; shared by everything that starts before Django does."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# What the environment already says wins over the file. Tests point ENV_FILE at nothing.
environ.Env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

# Everything written at run time that is not code: database file, key, collected files.
STATE_DIR = BASE_DIR / env.str("STATE_DIR", default=".state")

# Where the server answers.
HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
