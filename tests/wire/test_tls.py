"""TLS: versions, names, sessions; requests cut into any pieces."""

import socket
import ssl
import struct
import subprocess
import time

import harness
import worlds
from falsestart import FalseStart
from harness import NOTIFIED, Plain, Reply, Tls, context, header, test

VERSIONS = {"TLS 1.2": ssl.TLSVersion.TLSv1_2, "TLS 1.3": ssl.TLSVersion.TLSv1_3}


def ask(conversation, uri):
    conversation.send(uri.encode() + b"\r\n")
    raw = conversation.rest()
    return Reply(*header(raw), conversation.end == NOTIFIED, raw)


def certificate(server, name):
    return ssl.PEM_cert_to_DER_cert((server.folder / f"{name}.crt").read_text())


@test("main")
def names(check, server):
    """Which certificate is shown, and which capsule answers."""
    for label, sni, host, crt, status, body in [
        ("default", "localhost", "localhost", "main", 20, "# Allerbote"),
        ("second capsule", "english.example", "english.example", "english", 20, "# The English"),
        ("its other name", "www.english.example", "www.english.example", "english", 20, "# The English"),
        ("in capitals", "ENGLISH.example", "ENGLISH.example", "english", 20, "# The English"),
        ("IDN", "xn--mller-kva.example", "xn--mller-kva.example", "idn", 20, "# Müller"),
        ("IDN, percent-encoded", "xn--mller-kva.example", "m%C3%BCller.example", "idn", 20, "# Müller"),
        ("no SNI", None, "localhost", "main", 20, "# Allerbote"),
        ("no SNI, second capsule", None, "english.example", "main", 20, "# The English"),
        ("no SNI, foreign host", None, "elsewhere.example", "main", 53, ""),
        ("SNI of one, request for the other", "localhost", "english.example", "main", 20, "# The English"),
        ("foreign host", "localhost", "elsewhere.example", "main", 53, ""),
    ]:
        for version in VERSIONS:
            with Tls(server.address("gemini"), sni=sni, version=VERSIONS[version]) as c:
                check.same(c.certificate(), certificate(server, crt), f"{label}, {version}: certificate")
                reply = ask(c, f"gemini://{host}/")
                check.same(reply.status, status, f"{label}, {version}")
                check.true(reply.body.decode().startswith(body), f"{label}, {version}: page", reply.body[:60])


@test("main", expects=[r"53 for host unknown\.example: no capsule has this name"])
def unknown_name(check, server):
    """A host that leads here and is in no capsule: the default certificate, a 53, and a word to the operator."""
    with Tls(server.address("gemini"), sni="unknown.example") as c:
        check.same(c.certificate(), certificate(server, "main"), "the default certificate")
        check.same(ask(c, "gemini://unknown.example/").status, 53, "status")


@test("main")
def versions(check, server):
    for label, version in VERSIONS.items():
        with Tls(server.address("gemini"), version=version) as c:
            check.same(c.obj.version().replace("v", " "), label, label)
            check.same(ask(c, "gemini://localhost/about.gmi").status, 20, label)
            if label == "TLS 1.3":
                check.same(c.obj.cipher()[0], "TLS_AES_128_GCM_SHA256", "cipher")


@test("main")
def request_in_pieces(check, server):
    want = server.gemini("/about.gmi").body
    for version in VERSIONS.values():
        for label, how in [
            ("a byte a record", {"records": 1}),
            ("seven bytes a record", {"records": 7}),
            ("a byte a segment", {"dribble": True}),
            ("a byte a record and a segment", {"records": 1, "dribble": True}),
        ]:
            reply = server.gemini("/about.gmi", version=version, **how)
            check.same((reply.status, reply.body, reply.clean), (20, want, True), f"{version.name}: {label}")
    # an empty record is a piece, too
    with Tls(server.address("gemini")) as c:
        c.send(b"gemini://localhost")
        c.send(b"")
        check.same(ask(c, "/about.gmi").body, want, "an empty write between")


@test("main")
def longest_request_in_pieces(check, server):
    uri = b"gemini://localhost/" + b"a" * 1005
    check.same(server.gemini(uri, records=1).status, 51, "1024 bytes, a byte a record")
    check.same(server.gemini(uri + b"a", records=1).status, 59, "1025 bytes, a byte a record")


@test("main")
def what_follows_is_ignored(check, server):
    want = server.gemini("/about.gmi")
    for label, extra in [
        ("garbage", b"\x00\xff garbage"), ("a line", b"x\r\n"), ("a second request", b"gemini://localhost/\r\n"),
        ("many requests", b"gemini://localhost/2018/06/27/storch.gmi\r\n" * 50), ("a CRLF", b"\r\n"),
    ]:
        with Tls(server.address("gemini")) as c:
            c.send(b"gemini://localhost/about.gmi\r\n" + extra)
            check.same((c.rest(), c.end), (want.raw, NOTIFIED), f"{label}, in the same record")
        reply = server.gemini("/about.gmi", extra=extra)
        check.same((reply.raw, reply.clean), (want.raw, True), f"{label}, in another record")


@test("main")
def half_closed(check, server):
    """A client that shuts its side down after the request still gets the answer."""
    with Tls(server.address("gemini")) as c:
        c.send(b"gemini://localhost/about.gmi\r\n")
        c.sock.shutdown(socket.SHUT_WR)
        raw = c.rest()
        check.same((header(raw)[0], c.end), (20, NOTIFIED), "shut down after the request")


@test("main")
def sessions(check, server):
    """Sessions resume on either worker. One connection gives the ticket, all others take it up."""
    for label, version in VERSIONS.items():
        for sni in ("localhost", "english.example"):
            tls = context(version)
            with Tls(server.address("gemini"), sni=sni, tls=tls) as c:
                check.same((c.obj.session_reused, ask(c, f"gemini://{sni}/").status), (False, 20), f"{label}: first")
                session = c.obj.session
            workers, resumed = set(), []
            for _ in range(16):
                with Tls(server.address("gemini"), sni=sni, tls=tls, session=session) as c:
                    workers.add(server.worker_of(c.sock))
                    check.same(ask(c, f"gemini://{sni}/").status, 20, f"{label}, {sni}: resumed answer")
                    resumed.append(c.obj.session_reused)
            check.same(resumed, [True] * 16, f"{label}, {sni}: resumed")
            check.same(len(workers), 2, f"{label}, {sni}: workers that took part")


@test("main")
def bad_ticket(check, server):
    """A session of another server: a full handshake, and no harm."""
    other = worlds.small("stranger").start()
    with other:
        for version in VERSIONS.values():
            tls = context(version)
            with Tls(other.address("gemini"), tls=tls) as c:
                ask(c, f"gemini://localhost:{other.public_port}/")
                session = c.obj.session
            with Tls(server.address("gemini"), tls=tls, session=session) as c:
                check.same(ask(c, "gemini://localhost/").status, 20, version.name)
                check.same(c.obj.session_reused, False, f"{version.name}: not resumed")
        check.stops(other)


@test("main")
def no_tls(check, server):
    """Whoever speaks no TLS on the Gemini port is let go, at once."""
    for label, data in [("a URI", b"gemini://localhost/\r\n"), ("HTTP", b"GET / HTTP/1.0\r\n\r\n"),
                        ("zeros", bytes(100)), ("a broken hello", b"\x16\x03\x01\x00\x05hello"),
                        ("a huge record", b"\x16\x03\x01\xff\xff" + bytes(1000))]:
        with Plain(server.address("gemini")) as c:
            c.send(data)
            check.true(c.ends(8), f"{label}: let go before its time is over")
    with Plain(server.address("gemini")) as c:
        c.sock.shutdown(socket.SHUT_WR)
        check.true(c.ends(8), "nothing at all: let go before its time is over")
    with Tls(server.address("gemini")) as c:
        c.sock.shutdown(socket.SHUT_WR)
        check.true(c.ends(8), "no request: let go before its time is over")


@test("main")
def openssl_client(check, server):
    """A client that is not Python's."""
    host, port = server.address("gemini")
    for version in ("-tls1_2", "-tls1_3"):
        done = subprocess.run(["openssl", "s_client", "-connect", f"{host}:{port}", "-servername", "localhost", version,
                               "-quiet", "-ign_eof"], input=b"gemini://localhost/about.gmi\r\n", capture_output=True,
                              timeout=60, check=False)
        check.true(done.stdout.startswith(b"20 text/gemini"), f"openssl s_client {version}", done.stdout[:80])


@test()
def request_behind_the_finished(check):
    """One segment ends the handshake and asks. A listing must be waited for, and that is asked for first."""
    files = {"main/sub/a.gmi": "# A\n", "main/page.gmi": "# Eine Seite\n"}
    with worlds.small("finished", files=files, workers=1).start() as server:
        base = f"gemini://localhost:{server.public_port}"
        for path in ("/sub/", "/sub/", "/page.gmi", "/nothing", "/sub", "/big.bin", "/%2e%2e/"):
            with FalseStart(server.address("gemini"), f"{base}{path}\r\n".encode(), server.folder / "keys") as c:
                c.release()
                raw = c.rest()
            want = server.gemini(path)
            check.same((header(raw)[:2], c.end), ((want.status, want.meta), NOTIFIED), path)
            check.true(header(raw)[2] == want.body, f"{path}: the body", len(raw))
        check.settle(server)
        check.stops(server)


def leave_at_once(server, line):
    """Ends the handshake, asks and resets, all of which the server finds in one piece."""
    c = FalseStart(server.address("gemini"), line, server.folder / "keys")
    c.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def act():
        c.release()
        c.sock.close()

    server.stopped(act)


@test()
def heads_of_those_who_left(check):
    """A head that nobody took any more stands in nobody else's answer."""
    with worlds.small("heads", workers=1).start() as server:
        base = f"gemini://localhost:{server.public_port}"
        for i, path in enumerate(["/nothing", "/sub", "/%2e%2e/", "/big.bin", "/", "/none.txt"]):
            with Tls(server.address("gemini"), receive_buffer=65536) as reader:
                reader.send(f"{base}/big.bin\r\n".encode())
                start = reader.some()  # the server waits for room to send more
                leave_at_once(server, f"{base}{path}?left{i}\r\n".encode())
                line = server.logged(lambda f: f"?left{i}" in f[8])
                check.same(line[7], "cut", f"{path}: he left before he had it")
                raw = start + reader.rest()
                check.same(header(raw)[0], 20, f"{path}: another one's head")
                check.true(header(raw)[2] == worlds.BIG, f"{path}: another one's body, byte for byte", len(raw))
                check.same(reader.end, NOTIFIED, f"{path}: another one's end")
        check.settle(server)
        check.stops(server)


@test()
def key_updates(check):
    """Whoever sends nothing but new keys is let go after 64 KB, and nobody waits for him meanwhile."""
    size, most = 27, 20000  # bytes of one on the wire, and how many are tried
    with worlds.small("updates", "request timeout = 60", workers=1).start() as server:
        host, port = server.address("gemini")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)  # a message is a line that is typed
        ours.settimeout(harness.PATIENCE)
        client = subprocess.Popen(["openssl", "s_client", "-connect", f"{host}:{port}", "-servername", "localhost", "-tls1_3"],
                                  stdin=theirs, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        theirs.close()
        typed, waited = 0, []
        try:
            while typed < most:
                if typed % 500 == 0:
                    start = time.monotonic()
                    check.true(server.menu("/"), "somebody else is answered")
                    waited.append(time.monotonic() - start)
                ours.send(b"k\n")
                typed += 1
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has ended, since the server has ended the conversation
        finally:
            client.kill()
            client.wait()
            ours.close()
        check.true(65536 // size < typed < most, "let go after 64 KB of key updates, and not before", typed)
        check.true(max(waited) < 1 * harness.SLOW, "others are answered at once", max(waited))
        check.settle(server)
        check.stops(server)
