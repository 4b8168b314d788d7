"""How often an address may ask: counted by each process for the current minute, what is answered again from memory not
at all. A counter in the database would write for each reading."""

import threading
import time

MINUTE = 60


class Minute:
    """What each address asked in the current minute; no more of it is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number = 0
        self._asked: dict[str, int] = {}

    def wait(self, address: str, most: int) -> int:
        """Seconds until the address may ask again; 0 while it may. `most`: in a minute."""
        now = time.time()
        with self._lock:
            if self._number != (number := int(now // MINUTE)):
                self._number, self._asked = number, {}
            self._asked[address] = asked = self._asked.get(address, 0) + 1
        return int(MINUTE - now % MINUTE) + 1 if asked > most else 0

    def forget(self) -> None:
        """For tests."""
        with self._lock:
            self._asked.clear()


minute = Minute()
