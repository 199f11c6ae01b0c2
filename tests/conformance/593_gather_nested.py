# gather of gathers: an inner failure comes out at once; a cancel reaches the leaves and waits for their cleanup
import asyncio

async def leaf(name, delay):
    try:
        await asyncio.sleep(delay)
        if name == "bad":
            raise ValueError(name)
        print(name, "ends")
        return name
    except asyncio.CancelledError:
        await asyncio.sleep(0.02)
        print(name, "cleaned up")
        raise

async def both(*names):
    return await asyncio.gather(leaf(names[0], 0.02), leaf(names[1], 0.06))

async def main():
    print(await asyncio.gather(asyncio.gather(leaf("a", 0.02), leaf("b", 0.04)), leaf("c", 0.06)))
    try:
        await asyncio.gather(asyncio.gather(leaf("bad", 0.02), leaf("d", 0.04)), leaf("e", 0.06))
    except ValueError as e:
        print(repr(e))
    await asyncio.sleep(0.06)
    t = asyncio.create_task(both("f", "g"))
    await asyncio.sleep(0.04)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled())

asyncio.run(main())
