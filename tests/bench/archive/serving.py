"""A herald on an invented capsule, and how to see what its indexer does."""

import os
import socket
import ssl
import time

import invented
from invented import bench

SETTLE_S = 1800      # the longest a scan for changes may take

class Serving(bench.Server):
    def __init__(self, it):
        self.ready = it.path('ready')
        for name in (self.ready, it.path('access.log')):
            if os.path.exists(name):
                os.unlink(name)
        self.began = time.monotonic()
        with open(it.path('stderr'), 'wb') as errors:
            super().__init__('herald', [bench.HERALD, 'serve', '-c', it.ini, '--ready', self.ready], stderr=errors)
        while len(self.ports) < 2:
            if time.monotonic() > self.began + bench.START_S or self.process.poll() is not None:
                with open(it.path('stderr'), encoding='utf-8') as f:
                    bench.fail('herald does not start:\n' + f.read())
            time.sleep(0.001)
            if os.path.exists(self.ready):
                with open(self.ready, encoding='ascii') as f:
                    lines = [line.split() for line in f if line.endswith('\n')]
                self.ports = {words[0]: int(words[-1]) for words in lines}

    def ask(self, path, timeout=30):
        """Status and body; an answer that breaks off is ('', b'')."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        try:
            raw = socket.create_connection(('127.0.0.1', self.ports['gemini']), timeout)
            with context.wrap_socket(raw, server_hostname='localhost') as s:
                s.sendall(('gemini://localhost:%d%s\r\n' % (self.ports['gemini'], path)).encode())
                answer = b''.join(iter(lambda: s.recv(65536), b''))
        except OSError:
            return '', b''
        header, _, body = answer.partition(b'\r\n')
        return header[:2].decode('latin-1'), body

    def indexer(self):
        """The child that waits for changes: it alone has an inotify descriptor."""
        end = time.monotonic() + bench.START_S
        while time.monotonic() < end:
            for pid in self.children():
                folder = '/proc/%s/fd' % pid
                try:
                    if any('inotify' in os.readlink(os.path.join(folder, fd)) for fd in os.listdir(folder)):
                        return pid
                except OSError:
                    continue
            time.sleep(0.05)
        return bench.fail('no child of herald waits for changes')


def cpu_ms(pid):
    """CPU time of a process with all its threads, to the nanosecond."""
    total = 0
    folder = '/proc/%s/task' % pid
    for task in os.listdir(folder):
        with open(os.path.join(folder, task, 'schedstat'), encoding='ascii') as f:
            total += int(f.read().split()[0])
    return total / 1e6


def settle(pid, quiet_s, busy_ms=1.0):
    """Waits until a process has done next to nothing for so long; its CPU time then."""
    end, last, since = time.monotonic() + SETTLE_S, cpu_ms(pid), time.monotonic()
    while time.monotonic() - since < quiet_s:
        if time.monotonic() > end:
            bench.fail('the indexer does not come to rest')
        time.sleep(0.05)
        now = cpu_ms(pid)
        if now - last > busy_ms:
            last, since = now, time.monotonic()
    return cpu_ms(pid)


def wait_busy(server, name, ms=50):
    """Until the children of this name have worked for so long from now on."""
    def worked():
        total = 0
        for pid in server.children():
            with open('/proc/%s/comm' % pid, encoding='ascii') as f:
                total += cpu_ms(pid) if f.read().strip() == name else 0
        return total
    end, first = time.monotonic() + bench.START_S, worked()
    while worked() < first + ms:
        if time.monotonic() > end:
            bench.fail('%s has nothing to do' % name)
        time.sleep(0.02)
