# leaving the loop over as_completed early leaves the rest running
import asyncio

async def w(n, log):
    await asyncio.sleep(n / 50)
    log.append(f"end {n}")
    return n

async def main():
    log = []
    ts = [asyncio.create_task(w(n, log)) for n in [10, 1, 15]]
    for c in asyncio.as_completed(ts):
        print(await c)
        break
    async for t in asyncio.as_completed(ts[1:]):
        print(t.result())
        break
    print(log)
    await asyncio.wait(ts)
    print(log)

asyncio.run(main())
