"""Whom one talks to: keys that stay, keys that change, and conversations that are taken up again."""

import ssl

from client import TEXT, becomes, get, one
from hostile import Hostile, whole

def identity(check, world):
    ids = world.ids
    first, second, renewed = ids.context("first"), ids.context("second"), ids.context("renewed")
    good = whole("20 a/b\r\n", TEXT)
    with Hostile(good, first) as server:
        run = get(server.url())
        check.same(run.sums.identity, ids.hash("first"), "the public key's hash, as openssl has it")
        becomes(check, "the identity that is known", one(server.url(), identity=ids.hash("first")), "GOOD", "", TEXT)
        server.requests.clear()
        run = get(server.url(), identity=ids.hash("second"))
        becomes(check, "another identity", run.fetched[0], "IDENTITY", ids.hash("second"))
        check.true(ids.hash("first") in run.fetched[0].why, "both are said", run)
        check.same(run.sums.identity, ids.hash("second"), "the known one stays")
        check.same(server.requests, [], "a stranger is asked for nothing")
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        def made(name, version=version):
            return ids.context(name, version=version)
        with Hostile(good, [made("first"), made("second")]) as server:
            results = [g.result for g in get(server.url(), times=3).fetched]
            check.same(results, ["GOOD", "IDENTITY", "IDENTITY"], f"{version.name}: another key the second time")
            check.same(len(server.requests), 1, f"{version.name}: it is asked no more")
        with Hostile(good, [made("first"), made("second"), made("first")]) as server:
            results = [g.result for g in get(server.url(), times=3).fetched]
            check.same(results, ["GOOD", "IDENTITY", "GOOD"], f"{version.name}: and then the right one again")
    with Hostile(good, [first, renewed]) as server:
        results = [g.result for g in get(server.url(), times=3).fetched]
        check.same(results, ["GOOD"] * 3, "a new certificate of the same key")
    with Hostile(good, [first, second]) as server:
        fetched = get(server.url(), times=5, threads=4).fetched
        # the first one that a thread has met, whichever that was, is the one of all
        check.true(sum(g.result == "GOOD" for g in fetched) in (1, 19), "two keys, and one of them for all threads", fetched)


def resumption(check, world):
    good = whole("20 a/b\r\n", TEXT)
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        with Hostile(good, world.ids.context(version=version)) as server:
            sums = get(server.url(), times=20).sums
            check.same((sums.requests, sums.handshakes, sums.resumed, server.resumed), (20, 20, 19, 19), f"{version.name}: all but the first")
            sums = get(server.url(), times=20, threads=4).sums
            check.same((sums.requests, sums.handshakes), (80, 80), f"{version.name}: four threads")
            check.true(sums.resumed >= 76, f"{version.name}: what one has learnt helps the others", sums)
            check.same(server.resumed, 19 + sums.resumed, f"{version.name}: the server says so, too")
        with Hostile(good, world.ids.context(version=version, tickets=False)) as server:
            run = get(server.url(), times=3)
            check.same([g.result for g in run.fetched], ["GOOD"] * 3, f"{version.name}: a server that gives no tickets")
        contexts = [world.ids.context(version=version) for _ in range(5)]
        with Hostile(good, contexts) as server:
            run = get(server.url(), times=5)
            check.same([g.result for g in run.fetched], ["GOOD"] * 5, f"{version.name}: a server that forgets")
            check.same(run.sums.resumed, server.resumed, f"{version.name}: then it is none")
        # a session of a conversation that was cut off is one like any other
        with Hostile(lambda talk: talk.say("20 a/b\r\n", TEXT) if talk.nth == 0 else good(talk), world.ids.context(version=version)) as server:
            run = get(server.url(), times=3)
            check.same([g.result for g in run.fetched], ["CUT", "GOOD", "GOOD"], f"{version.name}: a cut, and then none")
