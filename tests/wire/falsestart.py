"""A TLS 1.2 client that does not wait: its request goes with its Finished (RFC 7918), as GnuTLS sends it.

OpenSSL makes no record before it has the server's Finished, so that one record is made here: ChaCha20-Poly1305 (RFC
8439, 7905), with the secret from OpenSSL's key log.
"""

import hmac
import re
import ssl
import struct

from harness import Plain, Tls, context

WORD = 0xFFFFFFFF
ROUNDS = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
          (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]


def block(key, nonce, counter):
    """64 bytes of ChaCha20's stream."""
    first = struct.unpack("<16I", b"expand 32-byte k" + key + struct.pack("<I", counter) + nonce)
    x = list(first)
    for a, b, c, d in ROUNDS * 10:
        for to, by, mixed, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[to] = (x[to] + x[by]) & WORD
            x[mixed] ^= x[to]
            x[mixed] = (x[mixed] << turn | x[mixed] >> (32 - turn)) & WORD
    return struct.pack("<16I", *((a + b) & WORD for a, b in zip(x, first)))


def poly1305(key, data):
    r, s = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF, int.from_bytes(key[16:], "little")
    total = 0
    for i in range(0, len(data), 16):
        total = (total + int.from_bytes(data[i : i + 16] + b"\x01", "little")) * r % ((1 << 130) - 5)
    return ((total + s) % (1 << 128)).to_bytes(16, "little")


def seal(key, nonce, plain, about):
    stream = b"".join(block(key, nonce, 1 + i) for i in range((len(plain) + 63) // 64))
    sealed = bytes(a ^ b for a, b in zip(plain, stream))
    padded = b"".join(part + bytes(-len(part) % 16) for part in (about, sealed))
    return sealed + poly1305(block(key, nonce, 0)[:32], padded + struct.pack("<QQ", len(about), len(sealed)))


def expand(secret, seed, size):
    """The pseudo-random function of TLS 1.2 (RFC 5246, 5)."""
    out, a = b"", seed
    while len(out) < size:
        a = hmac.digest(secret, a, "sha256")
        out += hmac.digest(secret, a + seed, "sha256")
    return out[:size]


class FalseStart(Tls):
    """Its request is in self.held, behind its Finished, and goes when it is released."""

    def __init__(self, address, request, key_log, **how):
        tls = context(ssl.TLSVersion.TLSv1_2)
        tls.set_ciphers("ECDHE+CHACHA20")
        key_log.unlink(missing_ok=True)
        tls.keylog_filename = str(key_log)
        self.heard = b""
        super().__init__(address, tls=tls, shake=False, **how)
        self.step()
        self.flush()
        while not self.outgoing.pending:
            if not self.receive():
                raise ConnectionError(f"the handshake ended with {self.end}")
            self.step()
        self.held = self.outgoing.read() + self.record(request, key_log)

    def receive(self):
        data = Plain.some(self)
        self.heard += data
        self.incoming.write(data)
        return bool(data)

    def step(self):
        try:
            self.obj.do_handshake()
        except ssl.SSLWantReadError:
            pass

    def record(self, plain, key_log):
        """Application data, the second record under the new keys."""
        client_random, master = (bytes.fromhex(word) for word in
                                 re.search(r"CLIENT_RANDOM (\w+) (\w+)", key_log.read_text()).groups())
        server_random = self.heard[11:43]  # behind the heads of record and message, and the version
        keys = expand(master, b"key expansion" + server_random + client_random, 88)
        key, iv = keys[:32], keys[64:76]  # the client's; the server's are in between and behind
        number = struct.pack(">Q", 1)
        nonce = bytes(a ^ b for a, b in zip(iv, bytes(4) + number))
        head = b"\x17\x03\x03"
        sealed = seal(key, nonce, plain, number + head + struct.pack(">H", len(plain)))
        return head + struct.pack(">H", len(sealed)) + sealed

    def release(self):
        Plain.send(self, self.held)
