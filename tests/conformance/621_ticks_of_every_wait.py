# how many iterations each way of waiting takes, from its beginning to the waiter's next step
import asyncio


async def main():
    log = []
    stop = False

    async def ticker():
        n = 0
        while not stop:
            log.append(n)
            n += 1
            await asyncio.sleep(0)

    async def measure(name, begin):
        nonlocal stop
        stop = False
        tk = asyncio.create_task(ticker())
        await asyncio.sleep(0)
        log.clear()
        try:
            await begin()
        except BaseException:
            pass
        n = len(log)
        stop = True
        await tk
        print(name, n)

    async def noop():
        pass

    async def one():
        await asyncio.sleep(0)

    async def bad():
        raise ValueError

    async def wrap():
        await asyncio.create_task(noop())
    await measure("coro", noop)
    await measure("sleep0", lambda: asyncio.sleep(0))
    await measure("task", lambda: asyncio.create_task(noop()))
    await measure("task one", lambda: asyncio.create_task(one()))
    await measure("task of task", lambda: asyncio.create_task(wrap()))
    await measure("gather0", lambda: asyncio.gather())
    await measure("gather1", lambda: asyncio.gather(noop()))
    await measure("gather2", lambda: asyncio.gather(noop(), one()))
    await measure("gather bad", lambda: asyncio.gather(noop(), bad(), one()))
    await measure("gather rexc", lambda: asyncio.gather(bad(), one(), return_exceptions=True))
    await measure("gather gather", lambda: asyncio.gather(asyncio.gather(noop())))
    await measure("shield", lambda: asyncio.shield(noop()))
    await measure("shield one", lambda: asyncio.shield(one()))
    await measure("wait_for", lambda: asyncio.wait_for(noop(), 1))
    await measure("wait_for one", lambda: asyncio.wait_for(one(), 1))
    await measure("wait_for none", lambda: asyncio.wait_for(one(), None))
    await measure("wait_for 0", lambda: asyncio.wait_for(one(), 0))
    await measure("wait_for task", lambda: asyncio.wait_for(asyncio.create_task(one()), 1))
    await measure("wait_for shield", lambda: asyncio.wait_for(asyncio.shield(one()), 1))

    async def w1():
        await asyncio.wait([asyncio.create_task(noop())])

    async def w2():
        await asyncio.wait([asyncio.create_task(noop()), asyncio.create_task(one())], return_when=asyncio.FIRST_COMPLETED)

    async def w3():
        t = asyncio.create_task(noop())
        await t
        await asyncio.wait([t])

    async def w4():
        t = asyncio.create_task(noop())
        await t
        await asyncio.wait([t], timeout=0)
    for n, f in (("w1", w1), ("w2", w2), ("w3", w3), ("w4", w4)):
        await measure("wait " + n, f)

    async def tg0():
        async with asyncio.TaskGroup():
            pass

    async def tg1():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(noop())

    async def tg2():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(noop())
            tg.create_task(bad())
            tg.create_task(asyncio.sleep(1))

    async def tg3():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(asyncio.sleep(1))
            raise ValueError

    async def tg4():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(tg1())
            await asyncio.sleep(0)
    for n, f in (("0", tg0), ("1", tg1), ("2", tg2), ("3", tg3), ("4", tg4)):
        await measure("tg" + n, f)

    async def ac1():
        for x in asyncio.as_completed([one()]):
            await x

    async def ac2():
        async for x in asyncio.as_completed([one()]):
            await x
    await measure("ac1", ac1)
    await measure("ac2", ac2)

    async def to0():
        async with asyncio.timeout(0):
            await asyncio.sleep(1)

    async def to1():
        async with asyncio.timeout(1):
            await one()
    await measure("to0", to0)
    await measure("to1", to1)

    async def acq(l):
        async with l:
            pass

    async def lk():
        l = asyncio.Lock()
        async with l:
            t = asyncio.create_task(acq(l))
            await asyncio.sleep(0)
        await t
    await measure("lock", lk)

    async def cnd():
        c = asyncio.Condition()

        async def wt():
            async with c:
                await c.wait()
        t = asyncio.create_task(wt())
        await asyncio.sleep(0)
        async with c:
            c.notify()
        await t
    await measure("cond", cnd)

    async def ev():
        e = asyncio.Event()
        t = asyncio.create_task(e.wait())
        await asyncio.sleep(0)
        e.set()
        await t
    await measure("event", ev)

    async def sem():
        s = asyncio.Semaphore(1)

        async def u():
            async with s:
                await asyncio.sleep(0)
        await asyncio.gather(u(), u(), u())
    await measure("sem", sem)

    async def bar():
        b = asyncio.Barrier(3)
        await asyncio.gather(b.wait(), b.wait(), b.wait())
    await measure("barrier", bar)

    async def bar2():
        b = asyncio.Barrier(2)
        await asyncio.gather(b.wait(), b.wait(), b.wait(), b.wait())
    await measure("barrier 2x2", bar2)

    async def q1():
        q = asyncio.Queue()
        t = asyncio.create_task(q.get())
        await asyncio.sleep(0)
        q.put_nowait(1)
        await t

    async def q2():
        q = asyncio.Queue(1)

        async def p():
            for i in range(4):
                await q.put(i)

        async def g():
            for i in range(4):
                await q.get()
                q.task_done()
        await asyncio.gather(p(), g(), q.join())
    await measure("q1", q1)
    await measure("q2", q2)

    async def canc():
        t = asyncio.create_task(asyncio.sleep(1))
        await asyncio.sleep(0)
        t.cancel()
        await t

    async def canc2():
        t = asyncio.create_task(asyncio.sleep(1))
        t.cancel()
        await t

    async def canc3():

        async def o():
            await asyncio.create_task(asyncio.sleep(1))
        t = asyncio.create_task(o())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        t.cancel()
        await t

    async def canc4():
        t = asyncio.create_task(asyncio.sleep(1))
        g = asyncio.gather(t, asyncio.sleep(1))
        await asyncio.sleep(0)
        g.cancel()
        await g

    async def canc5():
        s = asyncio.shield(asyncio.sleep(0.0))
        s.cancel()
        await s
    for n, f in (("", canc), ("2", canc2), ("3", canc3), ("4", canc4), ("5", canc5)):
        await measure("cancel" + n, f)

    async def gen():

        async def a():
            for i in range(3):
                await asyncio.sleep(0)
                yield i
        async for _ in a():
            pass
    await measure("gen", gen)

    async def sr():
        r = asyncio.StreamReader()
        t = asyncio.create_task(r.readline())
        await asyncio.sleep(0)
        r.feed_data(b"x")
        await asyncio.sleep(0)
        r.feed_data(b"\n")
        await t
    await measure("stream", sr)


asyncio.run(main())
