# timeout_at() with None, with a point in the past and in two tasks; when() gives it back
import asyncio

async def w(name, when):
    try:
        async with asyncio.timeout_at(when) as cm:
            print(name, cm.when() is None, cm.when() == when)
            await asyncio.sleep(0.04)
        print(name, "in time", cm.expired())
    except TimeoutError:
        print(name, "TimeoutError", cm.expired())

async def main():
    now = asyncio.get_running_loop().time()
    await w("never", None)
    await w("past", now)
    deadline = asyncio.get_running_loop().time() + 0.02
    await asyncio.gather(w("a", deadline), w("b", deadline + 0.1))

asyncio.run(main())
