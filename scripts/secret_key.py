"""Write the secret key on first start, readable for the owner alone."""

import os
import secrets
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from networks_portal.environment import STATE_DIR, env  # noqa: E402

# Holds records and key: nobody else on the machine need look in.
STATE_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
path = STATE_DIR / "secret_key"
if not env.str("SECRET_KEY", default="") and not path.exists():
    draft = path.with_name(f"secret_key.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(60) + "\n")
    try:
        # Never over a key that is there: two first starts at once must agree on one.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
