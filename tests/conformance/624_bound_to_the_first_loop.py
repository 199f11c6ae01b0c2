# locks, events, semaphores, conditions, queues and barriers belong to the loop that first waited; unused ones to none
import asyncio


def bound(e):
    return "is bound to a different event loop" in str(e)


def use(make, block, label):
    o = make()

    async def first():
        t = asyncio.ensure_future(block(o))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        t.cancel()
        await asyncio.gather(t, return_exceptions=True)

    async def second():
        try:
            await asyncio.wait_for(block(o), 0.02)
            print(label, "fine")
        except RuntimeError as e:
            print(label, bound(e))
        except asyncio.TimeoutError:
            print(label, "timeout")
    asyncio.run(first())
    asyncio.run(second())


async def lock_block(l):
    if not l.locked():
        await l.acquire()
    await l.acquire()


async def ev(e):
    await e.wait()


async def sem(s):
    await s.acquire()


async def cond(c):
    async with c:
        await c.wait()


async def qget(q):
    await q.get()


async def qput(q):
    await q.put(1)
    await q.put(2)


async def qjoin(q):
    if q.empty():
        q.put_nowait(1)
    await q.join()


async def bar(b):
    await b.wait()


use(asyncio.Lock, lock_block, "lock")
use(asyncio.Event, ev, "event")
use(lambda: asyncio.Semaphore(0), sem, "sem")
use(asyncio.Condition, cond, "cond")
use(asyncio.Queue, qget, "get")
use(lambda: asyncio.Queue(1), qput, "put")
use(asyncio.Queue, qjoin, "join")
use(lambda: asyncio.Barrier(2), bar, "barrier")
l = asyncio.Lock()
q = asyncio.Queue()
e = asyncio.Event()
s = asyncio.Semaphore(1)


async def free(n):
    async with l:
        pass
    q.put_nowait(n)
    print(await q.get())
    e.set()
    await e.wait()
    e.clear()
    async with s:
        pass


asyncio.run(free(1))
asyncio.run(free(2))
q = asyncio.Queue()


async def put():
    await q.put("kept")


async def get():
    print(await q.get())


asyncio.run(put())
asyncio.run(get())
ev2 = asyncio.Event()


async def w():
    asyncio.get_running_loop().call_later(0.01, ev2.set)
    await ev2.wait()
    print("set")


asyncio.run(w())
