"""What tests/bench/archive/run and tests/bench/archive/search share: an invented capsule, its configuration, its index.

They are made once for each number of articles and seed, in build/bench/archive-N, and again where their sources change.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

import bench  # noqa: E402

BENCH = os.path.join(bench.BUILD, 'bench')
GENERATOR = ('generate', 'story', 'vocabulary', 'lists', 'chance')
QUERIES = GENERATOR + ('queries', 'known', 'mix', 'sample', 'typo', 'capsule', 'lexicon')


def program(name):
    return os.path.join(BENCH, name)


def sources(names):
    digest = hashlib.sha256()
    for name in names:
        with open(os.path.join(HERE, name + '.c'), 'rb') as f:
            digest.update(f.read())
    return digest.hexdigest()


class Invented:
    def __init__(self, count, seed):
        self.count, self.seed = count, seed
        self.home = os.path.join(BENCH, 'archive-%d' % count + ('' if seed == 1 else '-%d' % seed))
        self.root = self.path('capsule')
        self.ini = self.path('conf', 'herald.ini')
        self.index = self.path('cache', 'main.db')
        for name in ('conf', 'cache', 'keep'):
            os.makedirs(self.path(name), exist_ok=True)
        self.make_articles()
        self.make_queries()
        self.cert, self.key = self.path('localhost.crt'), self.path('localhost.key')
        if not os.path.exists(self.cert):
            bench.certificate(self.home)
        with open(self.ini, 'w', encoding='utf-8') as f:
            f.write(bench.HERALD_INI.format(workers=1, home=self.home, root=self.root, cert=self.cert, key=self.key))

    def path(self, *parts):
        return os.path.join(self.home, *parts)

    def stamped(self, name, stamp):
        """What was noted when it was made; None: it was not, or of other sources."""
        try:
            with open(self.path(name), encoding='ascii') as f:
                noted = json.load(f)
        except (OSError, ValueError):
            return None
        return noted if noted['sources'] == stamp else None

    def stamp(self, name, noted):
        with open(self.path(name), 'w', encoding='ascii') as f:
            json.dump(noted, f)

    def make_articles(self):
        stamp = sources(GENERATOR)
        noted = self.stamped('articles.json', stamp)
        if not noted:
            print('inventing %d articles …' % self.count, flush=True)
            for name in ('capsule', 'cache'):
                shutil.rmtree(self.path(name), ignore_errors=True)
            os.mkdir(self.path('cache'))
            done = subprocess.run([program('generate'), str(self.count), str(self.seed), self.root], check=True,
                                  stdout=subprocess.PIPE)
            noted = {'sources': stamp, **bench.parse(done.stdout.decode())}
            self.stamp('articles.json', noted)
        self.bytes = int(noted['bytes'])

    def make_queries(self):
        stamp = sources(QUERIES)
        if not self.stamped('queries.json', stamp):
            print('looking for what might be asked …', flush=True)
            subprocess.run([program('queries'), self.root, str(self.seed), self.home], check=True,
                           stdout=subprocess.DEVNULL)
            self.stamp('queries.json', {'sources': stamp})

    def lines(self, name):
        with open(self.path(name), encoding='utf-8') as f:
            return [line.rstrip('\n').split('\t') for line in f]

    def index_files(self):
        """All that belongs to it; the name that leads to the newest build is a link."""
        folder = os.path.dirname(self.index)
        return [os.path.join(folder, name) for name in os.listdir(folder) if name.startswith('main.db')]

    def index_bytes(self):
        return sum(os.lstat(name).st_size for name in self.index_files())

    def index_run(self, *options):
        """herald index: seconds, and what wait4 says of it (ru_maxrss: the process's memory, without the page cache)."""
        began = time.monotonic()
        with subprocess.Popen([bench.HERALD, 'index', '-c', self.ini, *options], stdout=subprocess.DEVNULL) as p:
            _, status, usage = os.wait4(p.pid, 0)
            p.returncode = os.waitstatus_to_exitcode(status)
        if p.returncode:
            bench.fail('herald index ends with %d' % p.returncode)
        return time.monotonic() - began, usage

    def index_keep(self):
        """Builds it where there is none, or brings it up to date."""
        print('bringing the index up to date …', flush=True)
        self.index_run()


def lines_of(*command):
    """The key=value lines that a program prints, on the server's core; of what it complains about the first line."""
    done = subprocess.run(['taskset', '-c', str(bench.SERVER_CORE), *command], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    trouble = done.stderr.decode().splitlines()
    if trouble:
        print('%s (%d such lines)' % (trouble[0], len(trouble)), flush=True)
    if done.returncode not in (0, 1) or not done.stdout:
        bench.fail('%s ends with %d' % (command[0], done.returncode))
    return [bench.parse(line) for line in done.stdout.decode().splitlines()]


class Table:
    """Rows as they are found; they also go to a file."""

    FORM = '%-46s %16s  %-24s %s'

    def __init__(self, path):
        self.path, self.rows = path, []

    def head(self, *words):
        print(self.FORM % words, flush=True)

    def row(self, name, figure, target='', good=None):
        """good: whether the target is met; None: there is none."""
        self.rows.append((name, figure, target, '' if good is None else 'met' if good else 'MISSED'))
        print(self.FORM % self.rows[-1], flush=True)

    def end(self):
        with open(self.path, 'w', encoding='utf-8') as f:
            for row in self.rows:
                f.write('\t'.join(row) + '\n')
        judged = [row for row in self.rows if row[3]]
        met = sum(row[3] == 'met' for row in judged)
        print('%d of %d rows met' % (met, len(judged)))
        return 0 if met == len(judged) else 1


def arguments():
    """N SEED and what else there is."""
    if len(sys.argv) < 3 or not sys.argv[1].isdigit() or not sys.argv[2].isdigit() or int(sys.argv[1]) == 0:
        bench.fail('usage: %s N SEED …' % os.path.relpath(sys.argv[0]))
    return int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
