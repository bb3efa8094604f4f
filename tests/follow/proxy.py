"""A bad line: a TCP proxy that cuts, delays and spoils what comes through it, by a seed."""

import random
import socket
import struct
import threading
import time

PIECE = 1 << 14


class Proxy:
    """Listens on a free port and leads to another. good: the share of the conversations that nothing happens to."""

    def __init__(self, to=None):
        self.to, self.good, self.chance = to, 1.0, random.Random(0)
        self.harmed = 0
        self.lock, self.open = threading.Lock(), set()
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()
        with self.lock:
            for s in self.open:
                try:
                    s.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def begin(self, seed, good):
        with self.lock:
            self.chance, self.good, self.harmed = random.Random(seed), good, 0

    def serve(self):
        while True:
            try:
                s, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.visit, args=(s,), daemon=True).start()

    def fate(self):
        """(what happens, after how many bytes of the answer)"""
        with self.lock:
            if self.chance.random() < self.good:
                return None, 0
            self.harmed += 1
            what = self.chance.choice(["reset", "end", "delay", "spoil", "pieces", "refuse", "halves"])
            # much happens in the handshake and in the first record, and some of it later
            return what, self.chance.choice([0, 5, self.chance.randrange(2000), self.chance.randrange(2000, 6000), self.chance.randrange(100000)])

    def visit(self, near):
        what, at = self.fate()
        far = None
        try:
            if what == "refuse":
                near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            far = socket.create_connection(self.to, 10)
            with self.lock:
                self.open |= {near, far}
            for s in (near, far):
                s.settimeout(60)
                s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.requests, args=(near, far), daemon=True).start()
            self.answers(near, far, what, at)
        except OSError:
            pass  # one of the two has had enough
        finally:
            for s in (near, far):
                if s is not None:
                    with self.lock:
                        self.open.discard(s)
                    try:
                        s.shutdown(socket.SHUT_RDWR)  # wakes the other thread
                    except OSError:
                        pass
                    s.close()

    @staticmethod
    def requests(near, far):
        try:
            while data := near.recv(PIECE):
                far.sendall(data)
            far.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def answers(self, near, far, what, at):
        passed = 0
        while data := far.recv(PIECE):
            if what == "pieces":
                for i in range(0, len(data), 100):
                    near.sendall(data[i : i + 100])
                passed += len(data)
                continue
            if what is None or passed + len(data) <= at:
                near.sendall(data)
                passed += len(data)
                continue
            front, back = data[: max(0, at - passed)], data[max(0, at - passed) :]
            near.sendall(front)
            passed += len(data)
            if not self.harm(near, what, back):
                return
            what = None
        near.shutdown(socket.SHUT_WR)

    @staticmethod
    def harm(near, what, back):
        """False: that was the end of it."""
        if what == "reset":
            near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if what == "end":
            near.shutdown(socket.SHUT_WR)
            return False
        if what == "halves":
            near.sendall(back[: len(back) // 2])
            near.shutdown(socket.SHUT_WR)
            return False
        if what == "delay":
            time.sleep(0.3)
        if what == "spoil" and back:
            back = bytes([back[0] ^ 1]) + back[1:]
        near.sendall(back)
        return True
