# a cancelled task that only awaits what is done runs on; the CancelledError comes at the first real wait
import asyncio

async def deep(n):
    if n > 0:
        return await deep(n - 1)
    return "bottom"

async def w(f, t):
    asyncio.current_task().cancel("pending")
    print(await f, await t, await deep(20))
    lock = asyncio.Lock()
    await lock.acquire()
    ev = asyncio.Event()
    ev.set()
    print(await ev.wait())
    q = asyncio.Queue()
    await q.put(1)
    print(await q.get())
    try:
        await lock.acquire()
    except asyncio.CancelledError as e:
        print("CancelledError at the lock", e.args, lock.locked())
        raise

async def main():
    f = asyncio.get_running_loop().create_future()
    f.set_result("future")
    t = asyncio.create_task(asyncio.sleep(0, "task"))
    await t
    u = asyncio.create_task(w(f, t))
    await asyncio.wait([u])
    print(u.cancelled())

asyncio.run(main())
