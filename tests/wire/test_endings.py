"""How conversations end: whole, and so that the reader can tell; or broken off, and so that he can tell that, too."""

import os
import socket
import threading
import time

import harness
import worlds
from harness import FIN, NOTIFIED, Plain, Reply, Tls, header, test

URI = b"gemini://localhost/about.gmi\r\n"


@test("main")
def close_notify(check, server):
    """After success, redirect and every error; with TLS 1.2 and 1.3."""
    for version in (harness.ssl.TLSVersion.TLSv1_2, harness.ssl.TLSVersion.TLSv1_3):
        for label, line in [
            ("20", URI), ("20, a generated page", b"gemini://localhost/2018/\r\n"),
            ("20, an empty file", b"gemini://localhost/types/empty\r\n"), ("31", b"gemini://localhost/2018\r\n"),
            ("51", b"gemini://localhost/nothing\r\n"), ("52", b"gemini://localhost/withdrawn.gmi\r\n"),
            ("53", b"gemini://elsewhere.example/\r\n"), ("59", b"nonsense\r\n"), ("59, too long", b"x:" + b"a" * 1100),
        ]:
            with Tls(server.address("gemini"), version=version) as c:
                c.send(line)
                raw = c.rest()
                check.same((b"%d" % header(raw)[0], c.end), (label[:2].encode(), NOTIFIED), f"{label}, {version.name}")


@test("main")
def unsent_and_unread_bytes(check, server):
    """What the client goes on sending must not turn the end of the answer into a reset."""
    want = server.gemini("/about.gmi").raw
    flood = b"x" * 1000
    for label, line, status in [("20", URI, 20), ("59", b"not a request\r\n", 59), ("59, too long", b"g:" + b"a" * 1200, 59)]:
        with Tls(server.address("gemini")) as c:
            c.send(line)
            for _ in range(50):
                c.send(flood)  # 50 KB nobody will read
            raw = c.rest()
            check.same((header(raw)[0], c.end), (status, NOTIFIED), f"{label}: 50 KB more before reading")
            if status == 20:
                check.same(raw, want, "whole")
        with Tls(server.address("gemini")) as c:
            # in one write: the request is in the first record, the rest waits in the server's socket
            for piece in [line] + [flood] * 50:
                c.obj.write(piece)
            c.flush()
            raw = c.rest()
            check.same((header(raw)[0], c.end), (status, NOTIFIED), f"{label}: 50 KB more in one write")
    for label, line in [("text", b"/about.txt\r\n"), ("error", b"/nothing\r\n"), ("too long", b"a" * 1100)]:
        with Plain(server.address("gopher")) as c:
            c.send(line + flood * 50)
            raw = c.rest()
            check.true(c.end == FIN and raw, f"Gopher, {label}: 50 KB more", c.end)


@test("main")
def last_bytes_and_end_together(check, server):
    """A client's last bytes and the end of its stream, found at once: neither may be missed until a deadline."""
    def last(c, data):
        def act():
            c.send(data)
            c.sock.shutdown(socket.SHUT_WR)
        return act

    text = server.gopher("/about.txt")[0]
    for label, data, want in [("a whole line", b"/about.txt\r\n", text), ("a line without its end", b"/about.txt", text),
                              ("nothing more", b"", text)]:
        with Plain(server.address("gopher")) as c:
            c.send(b"" if data else b"/about.txt")
            server.worker_of(c.sock)  # it has been taken
            server.stopped(last(c, data))
            start = time.monotonic()
            check.same((c.rest(), c.end), (want, FIN), f"Gopher, {label}")
            check.true(time.monotonic() - start < 5 * harness.SLOW, f"Gopher, {label}: at once")
    for label, data, status in [("a request", URI, 20), ("half a request", URI[:20], 59), ("a session only", b"", 0)]:
        with Tls(server.address("gemini")) as c:
            server.stopped(last(c, data))
            start = time.monotonic()
            check.same((header(c.rest())[0], c.end), (status, NOTIFIED), f"Gemini, {label}")
            check.true(time.monotonic() - start < 5 * harness.SLOW, f"Gemini, {label}: at once")
    for label, data in [("a broken hello", b"\x16\x03"), ("one byte", b"\x16"), ("no hello", b"x")]:
        for kind in ("gemini", "gopher"):
            with Plain(server.address(kind)) as c:
                server.worker_of(c.sock)
                server.stopped(last(c, data))
                check.true(c.ends(5), f"{kind}, {label}: let go at once")


@test("main")
def large_file(check, server):
    """20 MB, whole, on every way there is, and to several readers at once."""
    def fetch(results, i, ask):
        results[i] = ask()

    asks = [lambda: server.gemini("/big.bin"), lambda: server.gemini("/big.bin", version=harness.ssl.TLSVersion.TLSv1_2),
            lambda: server.gopher("/big.bin"), lambda: server.gopher("/big.bin", tls=True),
            lambda: server.gemini("/big.bin", receive_buffer=8192)]
    results = [None] * len(asks)
    threads = [threading.Thread(target=fetch, args=(results, i, ask)) for i, ask in enumerate(asks)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(4 * harness.PATIENCE)
    for i, result in enumerate(results):
        body, clean = (result.body, result.clean) if isinstance(result, Reply) else result or (b"", False)
        check.true(body == worlds.BIG, f"20 MB, way {i}: all of it", len(body))
        check.true(clean, f"20 MB, way {i}: a clean end")


@test("main")
def truncated_file(check, server):
    """A file that becomes shorter while it is sent: the reader can tell, and the worker lives."""
    for label, client, line, broken in [
        ("Gemini", Tls, b"gemini://localhost/shrinks.bin\r\n", (FIN, harness.RESET)),
        ("Gopher", Plain, b"/shrinks.bin\r\n", (harness.RESET,)),
        ("gophers", Tls, b"/shrinks.bin\r\n", (FIN, harness.RESET)),
    ]:
        path = server.put("main/shrinks.bin", b"")
        os.truncate(path, 200 << 20)  # more than all buffers on the way
        with client(server.address("gemini" if label == "Gemini" else "gopher"), receive_buffer=65536) as c:
            c.send(line)
            got = len(c.some())
            os.truncate(path, 0)
            got += len(c.rest())
            check.true(c.end in broken, f"{label}: no clean end", c.end)
            check.true(got < 200 << 20, f"{label}: not all of it", got)
        path.unlink()
    # shorter, but not empty; and one that grows is sent as it was when it was opened
    path = server.put("main/shrinks.bin", b"")
    os.truncate(path, 100 << 20)
    with Tls(server.address("gemini"), receive_buffer=65536) as c:
        c.send(b"gemini://localhost/shrinks.bin\r\n")
        c.some()
        os.truncate(path, 99 << 20)
        c.rest()
        check.true(c.end in (FIN, harness.RESET), "a last piece missing: no clean end", c.end)
    os.truncate(path, 30 << 20)
    with Tls(server.address("gemini"), receive_buffer=65536) as c:
        c.send(b"gemini://localhost/shrinks.bin\r\n")
        got = len(c.some())
        os.truncate(path, 31 << 20)
        got += len(c.rest())
        check.same((c.end, got - (30 << 20) < 100), (NOTIFIED, True), "one that grows ends where it did")
    path.unlink()


@test("main")
def client_goes_away(check, server):
    """Readers who leave in the midst of it."""
    for tls in (False, True):
        for _ in range(20):
            client = Tls if tls else Plain
            with client(server.address("gopher"), receive_buffer=8192) as c:
                c.send(b"/big.bin\r\n")
                c.some()
                c.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    for _ in range(20):
        with Tls(server.address("gemini")) as c:
            c.send(b"gemini://localhost/2018/\r\n")  # away before the librarian has answered
    ports = {port for _, _, port in server.ports}
    harness.until(lambda: not [row for row in harness.tcp_table(ports) if row[0] == harness.ESTABLISHED],
                  what="the end of all connections")
    check.true(True, "nothing is left of them")
