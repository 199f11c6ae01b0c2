# scenarios: rate limit, race, pipeline, publish and subscribe, philosophers, readers and writers, actor, retry, cleanup stack
import asyncio, contextlib
log = []


def p(*a):
    print(*a)


async def rate():
    sem = asyncio.Semaphore(2)
    loop = asyncio.get_running_loop()
    t0 = loop.time()
    out = []

    async def call(i):
        await sem.acquire()
        loop.call_later(0.04, sem.release)
        out.append((i, round((loop.time() - t0) / 0.04)))
    await asyncio.gather(*(call(i) for i in range(6)))
    p("rate", out)


async def race():

    async def w(n, d, ok=True):
        try:
            await asyncio.sleep(d)
            if not ok:
                raise ValueError(n)
            return n
        except asyncio.CancelledError:
            log.append(f"lost {n}")
            raise

    async def first_success(*cs):
        tasks = {asyncio.create_task(c) for c in cs}
        errors = []
        try:
            while tasks:
                done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for t in done:
                    if t.exception() is None:
                        return (t.result(), errors)
                    errors.append(str(t.exception()))
        finally:
            for t in tasks:
                t.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    p("race", await first_success(w("bad", 0.02, False), w("good", 0.04), w("slow", 1)), log)
    log.clear()


async def pipeline():
    q1, q2 = (asyncio.Queue(2), asyncio.Queue(2))
    out = []

    async def src():
        for i in range(6):
            await q1.put(i)
            log.append(f"s{i}")
        await q1.put(None)

    async def mid():
        while (x := (await q1.get())) is not None:
            await asyncio.sleep(0)
            await q2.put(x * x)
            log.append(f"m{x}")
        await q2.put(None)

    async def sink():
        while (x := (await q2.get())) is not None:
            out.append(x)
            log.append(f"k{x}")
    await asyncio.gather(src(), mid(), sink())
    p("pipeline", out, log)
    log.clear()


async def pubsub():
    subs = []

    async def sub(n, count):
        q = asyncio.Queue()
        subs.append(q)
        got = []
        for _ in range(count):
            got.append(await q.get())
        subs.remove(q)
        return (n, got)
    ts = [asyncio.create_task(sub(f"s{i}", 2 + i)) for i in range(2)]
    await asyncio.sleep(0)
    for m in range(4):
        for q in list(subs):
            q.put_nowait(m)
        await asyncio.sleep(0)
    p("pubsub", await asyncio.gather(*ts))


async def dining():
    forks = [asyncio.Lock() for _ in range(3)]
    log.clear()

    async def phil(i):
        a, b = sorted((i, (i + 1) % 3))
        for _ in range(2):
            async with forks[a]:
                async with forks[b]:
                    log.append(f"{i} eats")
                    await asyncio.sleep(0)
    await asyncio.gather(*(phil(i) for i in range(3)))
    p("dining", log)
    log.clear()


async def rw():
    cond = asyncio.Condition()
    readers = 0

    async def read(n):
        nonlocal readers
        async with cond:
            readers += 1
        log.append(f"r+{n}")
        await asyncio.sleep(0.01)
        log.append(f"r-{n}")
        async with cond:
            readers -= 1
            if readers == 0:
                cond.notify_all()

    async def write(n):
        async with cond:
            await cond.wait_for(lambda: readers == 0)
            log.append(f"w+{n}")
            await asyncio.sleep(0.01)
            log.append(f"w-{n}")
    await asyncio.gather(read(1), write(1), read(2), write(2), read(3))
    p("rw", log)
    log.clear()


async def periodic():
    stop = asyncio.Event()
    ticks = []

    async def tick():
        while not stop.is_set():
            ticks.append(len(ticks))
            try:
                await asyncio.wait_for(stop.wait(), 0.04)
            except asyncio.TimeoutError:
                pass
        return "stopped"
    t = asyncio.create_task(tick())
    await asyncio.sleep(0.1)
    stop.set()
    p("periodic", await t, ticks)


async def memo():
    cache = {}
    calls = 0

    async def load(k):
        nonlocal calls
        calls += 1
        await asyncio.sleep(0.01)
        return k.upper()

    async def get(k):
        if k not in cache:
            cache[k] = asyncio.ensure_future(load(k))
        return await asyncio.shield(cache[k])
    p("memo", await asyncio.gather(get("a"), get("b"), get("a")), calls)


async def retry():
    n = 0

    async def flaky():
        nonlocal n
        n += 1
        await asyncio.sleep(0.01)
        if n < 3:
            raise ConnectionError(f"try {n}")
        return n

    async def go():
        for d in (0.01, 0.02, 0.04):
            try:
                return await flaky()
            except ConnectionError as e:
                log.append(str(e))
                await asyncio.sleep(d)
    async with asyncio.timeout(1):
        p("retry", await go(), log)
    n = -100
    log.clear()
    try:
        async with asyncio.timeout(0.03):
            await go()
    except TimeoutError:
        p("retry timeout", len(log) > 0)
    log.clear()


async def actor():
    q = asyncio.Queue()

    async def run():
        total = 0
        while True:
            cmd, arg, fut = await q.get()
            if cmd == "stop":
                fut.set_result(total)
                return
            if cmd == "bad":
                fut.set_exception(ValueError(arg))
                continue
            total += arg
            fut.set_result(total)

    async def ask(cmd, arg=None):
        fut = asyncio.get_running_loop().create_future()
        await q.put((cmd, arg, fut))
        return await fut
    t = asyncio.create_task(run())
    p("actor", await ask("add", 2), await ask("add", 3), await asyncio.gather(ask("bad", "x"), ask("add", 1), return_exceptions=True), await ask("stop"))
    await t


async def groups():

    async def leaf(n, d):
        try:
            await asyncio.sleep(d)
            log.append(f"ok {n}")
        except asyncio.CancelledError:
            log.append(f"x {n}")
            raise

    async def branch(n, fail):
        async with asyncio.TaskGroup() as tg:
            tg.create_task(leaf(f"{n}1", 0.02))
            tg.create_task(leaf(f"{n}2", 0.1))
            await asyncio.sleep(0.06)
            if fail:
                raise RuntimeError(n)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(branch("a", False))
            tg.create_task(branch("b", True))
            tg.create_task(leaf("c", 1))
    except* RuntimeError as eg:

        def flat(e):
            return [x for s in e.exceptions for x in (flat(s) if isinstance(s, BaseExceptionGroup) else [str(s)])]
        p("groups", flat(eg), sorted(log))
    log.clear()


async def stack():

    @contextlib.asynccontextmanager
    async def res(n):
        log.append(f"open {n}")
        await asyncio.sleep(0)
        try:
            yield n
        finally:
            await asyncio.sleep(0)
            log.append(f"close {n}")

    async def user():
        async with res("a") as a, res("b") as b:
            log.append(a + b)
            await asyncio.sleep(1)
    t = asyncio.create_task(user())
    await asyncio.sleep(0.01)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        p("stack", log)
    log.clear()


async def main():
    for f in (rate, race, pipeline, pubsub, dining, rw, periodic, memo, retry, actor, groups, stack):
        await f()


asyncio.run(main())
