# done callbacks of a task: same iteration as its awaiters, in order of registration; also after a cancel
import asyncio

async def w():
    await asyncio.sleep(0)
    print("w ends")
    return 5

async def waiter(t):
    try:
        print("waiter", await t)
    except asyncio.CancelledError:
        print("waiter CancelledError")

async def main():
    t = asyncio.create_task(w())
    t.add_done_callback(lambda x: print("callback 1", x is t, x.result()))
    u = asyncio.create_task(waiter(t))
    await asyncio.sleep(0)
    t.add_done_callback(lambda x: print("callback 2"))
    await u
    c = asyncio.create_task(w())
    c.add_done_callback(lambda x: print("cancelled callback", x.cancelled()))
    c.cancel()
    await asyncio.wait([c])
    c.add_done_callback(lambda x: print("added afterwards"))
    await asyncio.sleep(0)

asyncio.run(main())
