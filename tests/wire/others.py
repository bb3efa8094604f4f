"""Servers that are not ours, on free ports of the loopback: molly-brown (Gemini) and gophernicus."""

import os
import shutil
import socket
import subprocess
import threading

import harness
from harness import until


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except ConnectionRefusedError:
        return False


class MollyBrown:
    """with MollyBrown(root, certs, folder) as port: serves root; folder is for its configuration."""

    def __init__(self, root, certs, folder):
        self.port, self.conf = free_port(), folder / "molly.conf"
        self.conf.write_text(f'Port = {self.port}\nHostname = "localhost"\nCertPath = "{certs}/localhost.crt"\n'
                             f'KeyPath = "{certs}/localhost.key"\nDocBase = "{root}"\nAccessLog = "{folder}/molly.log"\nErrorLog = "-"\n')

    def __enter__(self):
        self.process = subprocess.Popen(["molly-brown", "-c", str(self.conf)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: answers(self.port), what="molly-brown")
        return self.port

    def __exit__(self, *unused):
        self.process.terminate()
        self.process.wait(harness.PATIENCE)


class Gophernicus(threading.Thread):
    """What an inetd does: each connection gets a gophernicus."""

    def __init__(self, root, port):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", port))
        self.command = [shutil.which("gophernicus", path="/usr/sbin:" + os.environ["PATH"]), "-h", "localhost", "-p", str(port),
                        "-r", str(root), "-nu", "-nm", "-o", "UTF-8"]

    def run(self):
        while True:
            try:
                s, _ = self.listener.accept()
            except OSError:
                return
            with s:
                subprocess.run(self.command, stdin=s, stdout=s, stderr=subprocess.DEVNULL, check=False, timeout=harness.PATIENCE,
                               user="nobody" if os.geteuid() == 0 else None)  # it refuses to be root
