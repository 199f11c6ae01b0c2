# iterations from set() to those who wait, over a chain of events
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def link(name, before, after):
    await before.wait()
    print(name)
    after.set()

async def main():
    events = [asyncio.Event() for _ in range(4)]
    ts = [asyncio.create_task(link(n, events[i], events[i + 1])) for i, n in enumerate(["a", "b", "c"])]
    await asyncio.sleep(0)
    tk = asyncio.create_task(ticker(5))
    events[0].set()
    await events[3].wait()
    print("end of the chain")
    await events[3].wait()
    print("a set event costs nothing")
    await asyncio.wait([tk, *ts])

asyncio.run(main())
