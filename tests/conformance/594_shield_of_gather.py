# shield over gather: the cancelled awaiter leaves, all children go on; a cancelled child comes through the shield
import asyncio

async def w(name, delay):
    await asyncio.sleep(delay)
    print(name, "ends")
    return name

async def waiter(aw):
    try:
        print(await asyncio.shield(aw))
    except asyncio.CancelledError:
        print("CancelledError", aw.done(), aw.cancelled(), asyncio.current_task().cancelling())

async def main():
    a, b = asyncio.create_task(w("a", 0.02)), asyncio.create_task(w("b", 0.06))
    gathered = asyncio.gather(a, b)
    t = asyncio.create_task(waiter(gathered))
    await asyncio.sleep(0.04)
    t.cancel()
    await t
    print(await gathered)
    c = asyncio.create_task(w("c", 0.02))
    gathered = asyncio.gather(c)
    t = asyncio.create_task(waiter(gathered))
    await asyncio.sleep(0)
    c.cancel()
    await t

asyncio.run(main())
