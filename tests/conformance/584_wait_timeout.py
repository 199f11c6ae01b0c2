# wait() with a timeout gives what is done by then and cancels nothing; a timeout of 0 looks once
import asyncio

async def w(name, delay):
    await asyncio.sleep(delay)
    return name

async def main():
    ts = [asyncio.create_task(w(n, d)) for n, d in [("a", 0.02), ("b", 0.06), ("c", 0.1)]]
    done, pending = await asyncio.wait(ts, timeout=0)
    print(len(done), len(pending))
    for limit in [0.04, 0.04, None]:
        done, pending = await asyncio.wait(ts, timeout=limit)
        print([t.result() for t in ts if t in done], len(pending))

asyncio.run(main())
