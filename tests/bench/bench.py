"""What tests/bench/run and tests/bench/peers share: the capsule they serve, the servers they start, one run of load.

Everything lives in a temporary directory; every process that is started here is ended here, by its own handle.
"""

import os
import re
import select
import shlex
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(TOP, os.environ.get('BUILD', 'build'))
HERALD = os.path.join(BUILD, 'herald')
HERE = os.path.join(TOP, 'tests', 'bench')

BIG = 100 * 1000 * 1000
FILES = 10000
ARTICLE = 4096
ROUNDS = 5
START_S = 20  # the longest a server may take to be ready

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = CORES[0], CORES[-1]


def fail(text):
    sys.exit('bench: ' + text)


def build():
    """Compiles the ceiling and the load generator where their sources are newer."""
    out = os.path.join(BUILD, 'bench')
    os.makedirs(out, exist_ok=True)
    for name, sources in (('ceiling', ['ceiling.c']), ('load', ['load.c', 'asks.c', 'client.c', 'crowd.c', 'proc.c'])):
        target = os.path.join(out, name)
        paths = [os.path.join(HERE, s) for s in sources]
        watched = paths + [p[:-2] + '.h' for p in paths if os.path.exists(p[:-2] + '.h')]
        if os.path.exists(target) and all(os.path.getmtime(p) <= os.path.getmtime(target) for p in watched):
            continue
        cc = shlex.split(os.environ.get('CC', 'gcc'))
        subprocess.run(cc + ['-std=c17', '-D_GNU_SOURCE', '-O2', '-Wall', '-Wextra', '-o', target] + paths
                       + ['-lssl', '-lcrypto'], check=True)


# The capsule

PARTS = (
    ('Der Rat der Stadt', 'Die Freiwillige Feuerwehr', 'Das Museum am Markt', 'Die Gesamtschule im Süden',
     'Ein Sprecher der Polizei', 'Der Förderverein des Freibads', 'Die Leiterin der Bücherei', 'Der Kreistag'),
    ('hat am Dienstag', 'will im nächsten Frühjahr', 'wird trotz der Kosten', 'kann nach langer Prüfung',
     'möchte noch vor den Ferien', 'soll auf Wunsch der Anwohner'),
    ('die Brücke über die Aller', 'den alten Bahnhof', '„das größte Fest seit Jahren“', 'eine Straße ohne Gehweg',
     'zwölf neue Plätze für Kinder', 'das Gebäude an der Mühle'),
    ('beraten', 'eröffnen', 'erhalten', 'vorstellen', 'überprüfen', 'ausbauen'),
)


def sentence(i):
    words = [part[(i * step + i // 3) % len(part)] for part, step in zip(PARTS, (5, 7, 5, 1))]
    return ' '.join(words) + ('.' if i % 4 else ', sagte sie; mehr dazu im Herbst.')


def article(title, date, size):
    """Gemtext of exactly that many bytes (or of what title and end block need)."""
    head = '# %s\n\n%s\n\nGifhorn. ' % (title, date)
    end = '\n\n## Zu diesem Artikel\n* Datum: 2018-06-28\n* Ort: Gifhorn\n* Sprache: de\n=> index.gmi Alle Artikel\n'
    body, i = head, 0
    while len((body + sentence(i) + end).encode()) + 2 < size:
        body += sentence(i) + ('\n\n' if i % 5 == 4 else ' ')
        i += 1
    rest = size - len((body + end).encode())
    return (body + 'x' * max(rest, 0) + end).encode()


def capsule(directory):
    """An article of 4 KB, a file of 100 MB, and a directory of 10,000 articles."""
    root = os.path.join(directory, 'capsule')
    os.makedirs(os.path.join(root, '2018', '06', '28'))
    os.makedirs(os.path.join(root, 'many'))
    with open(os.path.join(root, '2018', '06', '28', 'article.gmi'), 'wb') as f:
        f.write(article('Das Freibad öffnet länger', '28. Juni 2018', ARTICLE))
    with open(os.path.join(root, 'index.gmi'), 'w', encoding='utf-8') as f:
        f.write('# Archiv\n=> 2018/06/28/article.gmi Das Freibad öffnet länger\n=> many/ Viele\n')
    block = os.urandom(1000 * 1000)
    with open(os.path.join(root, 'big.bin'), 'wb') as f:
        for _ in range(BIG // len(block)):
            f.write(block)
    for i in range(FILES):
        with open(os.path.join(root, 'many', 'bericht-%05d.gmi' % i), 'wb') as f:
            f.write(article('Bericht %05d aus der Stadt' % i, '1. Mai 2018', 300))
    return root


def certificate(directory):
    cert, key = os.path.join(directory, 'localhost.crt'), os.path.join(directory, 'localhost.key')
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                    '-keyout', key, '-out', cert, '-days', '3650', '-subj', '/CN=localhost',
                    '-addext', 'subjectAltName=DNS:localhost'], check=True, stderr=subprocess.DEVNULL)
    return cert, key


# Servers

class Server:
    """A process on the server's core. ports: 'gemini' and 'gopher', where it has them."""

    def __init__(self, name, command, stderr=None, **popen):
        self.name, self.ports = name, {}
        self.process = subprocess.Popen(['taskset', '-c', str(SERVER_CORE)] + command, stdin=subprocess.DEVNULL,
                                        stderr=stderr, **popen)
        self.pid = self.process.pid

    def children(self):
        with open('/proc/%d/task/%d/children' % (self.pid, self.pid), encoding='ascii') as f:
            return set(f.read().split())

    def wait_port(self, port):
        """Until somebody listens there."""
        end = time.monotonic() + START_S
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(('127.0.0.1', port), 1).close()
                return
            except OSError:
                select.select([], [], [], 0.05)
        fail('%s does not listen on port %d' % (self.name, port))

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def ceiling(protocol, cert, key, file=None):
    command = [os.path.join(BUILD, 'bench', 'ceiling'), '--size', str(ARTICLE)]
    command += ['--gopher'] if protocol == 'gopher' else ['--cert', cert, '--key', key]
    command += ['--file', file] if file else []
    server = Server('ceiling', command, stdout=subprocess.PIPE)
    line = server.process.stdout.readline().split()
    if len(line) != 2:
        fail('the ceiling does not start')
    server.ports[protocol] = int(line[1])
    return server


HERALD_INI = '''[server]
workers = {workers}
cache = {home}/cache
keep = {home}/keep
log = {home}/access.log
[gemini]
listen = 127.0.0.1:0
[gopher]
listen = 127.0.0.1:0
capsule = main
[capsule main]
hosts = localhost
title = Allerbote: das Archiv
contact = bench@localhost
timezone = Europe/Berlin
root = {root}
language = de
certificate = {cert}
key = {key}
'''


def herald(directory, root, cert, key, workers=1):
    home = tempfile.mkdtemp(prefix='herald-', dir=directory)
    for name in ('cache', 'keep'):
        os.mkdir(os.path.join(home, name))
    ini, ready = os.path.join(home, 'herald.ini'), os.path.join(home, 'ready')
    with open(ini, 'w', encoding='utf-8') as f:
        f.write(HERALD_INI.format(workers=workers, home=home, root=root, cert=cert, key=key))
    with open(os.path.join(home, 'stderr'), 'wb') as errors:
        server = Server('herald', [HERALD, 'serve', '-c', ini, '--ready', ready], stderr=errors)
    end = time.monotonic() + START_S
    while len(server.ports) < 2:
        if time.monotonic() > end or server.process.poll() is not None:
            with open(os.path.join(home, 'stderr'), encoding='utf-8') as f:
                fail('herald does not start:\n' + f.read())
        select.select([], [], [], 0.02)
        try:
            with open(ready, encoding='ascii') as f:
                lines = [line.split() for line in f if line.endswith('\n')]
            server.ports = {words[0]: int(words[-1]) for words in lines}
        except FileNotFoundError:
            pass
    return server


# One run

def parse(line):
    found = dict(re.findall(r'(\w+)=("[^"]*"|\S+)', line))
    return {k: v.strip('"') if v.startswith('"') or k in ('mode', 'kind') else float(v) for k, v in found.items()}


def load_command(mode, server, **options):
    protocol = 'gopher' if mode == 'gopher' else 'gemini'
    command = [os.path.join(BUILD, 'bench', 'load'), mode, '--port', str(server.ports[protocol]),
               '--pid', str(server.pid), '--cpu', str(LOAD_CORE)]
    for key, value in options.items():
        if value is not None and value is not False:
            command += ['--' + key] + ([] if value is True else [str(value)])
    return command


def load(mode, server, **options):
    """A run of the load generator; its result line as a dict of numbers."""
    done = subprocess.run(load_command(mode, server, **options), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    line = parse(done.stdout.decode())
    if 'errors' not in line:
        fail('load said nothing: ' + done.stderr.decode())
    return line


def rounds(runs, count=ROUNDS):
    """runs: {name: function}; each is called in turn, round after round. {name: [results]}"""
    results = {name: [] for name in runs}
    for _ in range(count):
        for name, run in runs.items():
            results[name].append(run())
    return results


def median(results, key):
    return statistics.median(r[key] for r in results)


def errors(*lists):
    """The sum of the errors, and the first trouble."""
    all_results = [r for results in lists for r in results]
    trouble = [r['trouble'] for r in all_results if r.get('trouble')]
    return int(sum(r['errors'] for r in all_results)), trouble[0] if trouble else ''


def fetch(server, protocol, ask, timeout=60):
    """A whole answer, without its Gemini header."""
    port = server.ports[protocol]
    raw = socket.create_connection(('127.0.0.1', port), timeout)
    if protocol == 'gopher':
        stream, request = raw, ask + '\r\n'
    else:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        stream, request = context.wrap_socket(raw, server_hostname='localhost'), \
            'gemini://localhost:%d%s\r\n' % (port, ask)
    with stream:
        stream.sendall(request.encode())
        answer = b''.join(iter(lambda: stream.recv(65536), b''))
    if protocol == 'gopher':
        return answer
    header, _, body = answer.partition(b'\r\n')
    if not header.startswith(b'20 '):
        fail('%s answers %r to %s' % (server.name, header, ask))
    return body
