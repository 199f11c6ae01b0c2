# as_completed with a timeout: what is ready in time comes out, then TimeoutError; nothing is cancelled
import asyncio

async def w(name, delay):
    await asyncio.sleep(delay)
    return name

async def main():
    ts = [asyncio.create_task(w(n, d)) for n, d in [("a", 0.1), ("b", 0.02), ("c", 0.2)]]
    try:
        for c in asyncio.as_completed(ts, timeout=0.06):
            print(await c)
    except TimeoutError:
        print("TimeoutError", [t.done() for t in ts], [t.cancelling() for t in ts])
    try:
        async for t in asyncio.as_completed(ts, timeout=0.06):
            print(await t)
    except TimeoutError:
        print("TimeoutError", [t.done() for t in ts])
    print(await asyncio.gather(*ts))

asyncio.run(main())
