# set() and clear() in one step still wake everyone who waited; a later waiter waits
import asyncio

async def w(name, event):
    print(name, await event.wait(), event.is_set())

async def main():
    event = asyncio.Event()
    ts = [asyncio.create_task(w(n, event)) for n in ["a", "b"]]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    late = asyncio.create_task(w("late", event))
    await asyncio.sleep(0.02)
    print([t.done() for t in ts], late.done())
    event.set()
    event.set()
    await late

asyncio.run(main())
