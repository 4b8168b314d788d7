"""The address that was looked at is the one that is asked; the name stays in the request and in TLS."""

import datetime
import socket
import ssl
import threading
from http.server import ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from links import addresses
from links.ask import Asker
from publishing.enums import LinkCheck

CLOSED = (
    "127.0.0.1", "10.0.0.8", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "192.88.99.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "::1", "::", "::127.0.0.1", "::10.0.0.8", "::ffff:10.0.0.8", "::ffff:8.8.8.8", "64:ff9b::a00:8",
    "64:ff9b::808:808",
    "64:ff9b:1::a00:8", "2002:7f00:1::", "2002:808:808::1", "2001:0:a00:8::1", "2001:db8::1", "fec0::1", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "3fff::1", "5f00::1", "100::1",
)  # fmt: skip
OPEN = ("93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001:830::200e")


@pytest.fixture
def names(monkeypatch):
    """What names stand for, look-up by look-up; the last answer stays."""
    given: dict[str, list[list[str]]] = {}
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host, port, *args, **kwargs):
        if host not in given:
            return real(host, port, *args, **kwargs)
        asked.append(host)
        answers = given[host]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    given["asked"] = asked
    return given


@pytest.mark.parametrize("address", CLOSED)
def test_nothing_inside_and_nothing_in_disguise(address, names):
    names["netz.example"] = [[address]]
    with pytest.raises(addresses.Refused, match="internes Netz"):
        addresses.public_addresses(addresses.Target("netz.example", 80))


@pytest.mark.parametrize("address", OPEN)
def test_the_internet_is_open(address, names):
    names["netz.example"] = [[address, "10.0.0.8"]]
    assert addresses.public_addresses(addresses.Target("netz.example", 80)) == [address]


def test_a_name_that_moves_between_two_look_ups(site, names, pages):
    """The second look-up of a hostile name server would lead inside; there is none."""
    port = site.rpartition(":")[2]
    names["netz.example"] = [["127.0.0.1"], ["10.0.0.8"]]

    answer = Asker(delay=0).ask(f"http://netz.example:{port}/seite")

    assert (answer.outcome, names["asked"]) == (LinkCheck.OK, ["netz.example"])
    assert [path for _, path, _ in pages.asked] == ["/seite"]


def test_the_next_address_where_the_first_does_not_answer(site, names, pages):
    port = site.rpartition(":")[2]
    names["netz.example"] = [["127.0.0.2", "127.0.0.1"]]

    assert Asker(delay=0).ask(f"http://netz.example:{port}/seite").outcome == LinkCheck.OK


def test_each_hop_is_looked_at(site, names, pages, monkeypatch):
    port = site.rpartition(":")[2]
    monkeypatch.setattr(pages, "_answer", lambda page: page._send(302, Location="http://innen.example/"))
    names["netz.example"], names["innen.example"] = [["127.0.0.1"]], [["10.0.0.8"]]

    answer = Asker(delay=0).ask(f"http://netz.example:{port}/")

    assert answer.error == "leitet um auf http://innen.example/: führt in ein internes Netz"


def test_a_redirect_to_a_name_with_umlauts(site, names, pages, monkeypatch):
    port = site.rpartition(":")[2]
    names["netz.example"] = names["xn--mller-kva.example"] = [["127.0.0.1"]]
    there = f"http://müller.example:{port}/über"
    moves = {"/": (308, there)}
    monkeypatch.setattr(pages, "_answer", lambda page: page._send(*moves.get(page.path, (200,))))

    answer = Asker(delay=0).ask(f"http://netz.example:{port}/")

    assert (answer.outcome, answer.final_url) == (LinkCheck.REDIRECT, there)
    assert names["asked"] == ["netz.example", "xn--mller-kva.example"]


DAY = datetime.timedelta(days=1)


def certificate(path, name="netz.example", days=(-1, 1)) -> str:
    """A file with a certificate that nobody but itself has issued, and its key."""
    now = datetime.datetime.now(datetime.UTC)
    key, issuer = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test")])
    made = (
        x509.CertificateBuilder()
        .subject_name(issuer)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now + days[0] * DAY)
        .not_valid_after(now + days[1] * DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return str(path)


@pytest.fixture
def secure_site(tmp_path, site, pages):
    """Starts a site with a certificate; its port, what names it was asked for in TLS, and its certificate."""
    servers = []

    def start(**asked):
        pem = certificate(tmp_path / "site.pem", **asked)
        context, told = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), []
        context.load_cert_chain(pem)
        context.sni_callback = lambda connection, host, context: told.append(host)
        server = ThreadingHTTPServer(("127.0.0.1", 0), pages)
        servers.append(server)
        server.daemon_threads = True
        server.handle_error = lambda *args: None  # who refuses the certificate hangs up
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return server.server_port, told, pem

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("asked", "is_known", "outcome", "words"),
    [
        ({}, True, LinkCheck.OK, ""),
        ({"name": "anders.example"}, True, LinkCheck.BROKEN, "gilt für einen anderen Namen"),
        ({"days": (-9, -1)}, True, LinkCheck.BROKEN, "ist abgelaufen"),
        ({"days": (1, 9)}, True, LinkCheck.BROKEN, "gilt noch nicht"),
        ({}, False, LinkCheck.BROKEN, "sich selbst ausgestellt"),
    ],
)
def test_the_certificate_must_name_the_host(asked, is_known, outcome, words, secure_site, names, monkeypatch):
    port, told, pem = secure_site(**asked)
    names["netz.example"] = [["127.0.0.1"]]
    if is_known:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", pem)

    answer = Asker(delay=0).ask(f"https://netz.example:{port}/")

    assert answer.outcome == outcome and words in answer.error
    assert told == ["netz.example"]


def test_no_encryption_where_it_is_asked_for(site, names):
    names["netz.example"] = [["127.0.0.1"]]

    answer = Asker(delay=0).ask(f"https://netz.example:{site.rpartition(':')[2]}/")

    assert (answer.outcome, "verschlüsselte Verbindung" in answer.error) == (LinkCheck.UNSURE, True)
