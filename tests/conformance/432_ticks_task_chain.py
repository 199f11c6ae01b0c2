# iterations that an exception, a result and a cancel need to climb a chain of three tasks
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def leaf(kind):
    if kind == "cancel":
        await asyncio.sleep(10)
    await asyncio.sleep(0)
    print("leaf")
    if kind == "raise":
        raise ValueError(kind)
    return kind

async def link(t):
    try:
        return await t
    finally:
        print("link")

async def main():
    for kind in ["return", "raise", "cancel"]:
        tk = asyncio.create_task(ticker(7))
        a = asyncio.create_task(leaf(kind))
        b = asyncio.create_task(link(a))
        c = asyncio.create_task(link(b))
        if kind == "cancel":
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            c.cancel()
            print("cancel")
        try:
            print("main", await c)
        except ValueError as e:
            print("main ValueError", e)
        except asyncio.CancelledError:
            print("main CancelledError", a.cancelled(), b.cancelled(), c.cancelled())
        await tk

asyncio.run(main())
