# a waiter that is cancelled in the step that sets the event is cancelled; the others get True
import asyncio

async def w(name, event):
    try:
        print(name, await event.wait())
    except asyncio.CancelledError:
        print(name, "cancelled, set:", event.is_set())
        print(name, "again", await event.wait())

async def main():
    event = asyncio.Event()
    a, b, c = [asyncio.create_task(w(n, event)) for n in ["a", "b", "c"]]
    await asyncio.sleep(0)
    a.cancel()
    event.set()
    b.cancel()
    await asyncio.wait([a, b, c])
    print(a.cancelled(), b.cancelled(), a.cancelling())

asyncio.run(main())
