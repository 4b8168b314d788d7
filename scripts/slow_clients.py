"""Show that slow clients hold up nobody: open connections to a running portal that send their heads and bodies a
byte at a time, and ask for pages meanwhile. Only against this machine, bounded in number and time.

usage: scripts/slow_clients.py PORT [CONNECTIONS [SECONDS]]   (40 connections, 10 seconds)
"""

import socket
import sys
import time
from http.client import HTTPConnection

MOST_CONNECTIONS = 200
LONGEST = 60  # seconds
PAGES = ("/", "/gesundheit/")
QUICK = 2.0  # seconds

HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = (
    b"POST /redaktion/konto/anmelden/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin="
)


def open_slow(port: int, number: int) -> list[socket.socket]:
    """Half of them in the midst of a head, half in the midst of a body."""
    slow = []
    for at in range(number):
        slow.append(socket.create_connection(("127.0.0.1", port), timeout=5))
        slow[-1].sendall(BODY if at % 2 else HEAD)
    return slow


def trickle(slow: list[socket.socket]) -> int:
    """One byte more from each; returns how many the server still listens to."""
    listening = 0
    for sock in slow:
        try:
            sock.sendall(b"x")
            listening += 1
        except OSError:  # the server has let go of it, as it should
            continue
    return listening


def ask(port: int, path: str) -> tuple[int, float]:
    """Status and seconds."""
    began = time.monotonic()
    connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status, time.monotonic() - began


def main(port: int, number: int = 40, seconds: int = 10) -> int:
    number, seconds = min(number, MOST_CONNECTIONS), min(seconds, LONGEST)
    for path in PAGES:
        ask(port, path)  # a server that has just started reads the directory first
    slow, slowest = open_slow(port, number), 0.0
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            listening = trickle(slow)
            for path in PAGES:
                status, took = ask(port, path)
                slowest = max(slowest, took)
                print(f"{listening:4} langsame Verbindungen offen   {path:14} {status}   {took:.3f} s")
            time.sleep(0.5)
    finally:
        for sock in slow:
            sock.close()
    print(f"Langsamste Antwort: {slowest:.3f} s, erlaubt sind {QUICK} s.")
    return 0 if slowest <= QUICK else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])) if len(sys.argv) > 1 else __doc__)
