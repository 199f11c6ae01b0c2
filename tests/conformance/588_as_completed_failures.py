# as_completed hands on errors and cancels in their turn; the loop can go on after them
import asyncio

async def w(name, delay):
    await asyncio.sleep(delay)
    if name == "bad":
        raise ValueError(name)
    return name

async def main():
    ts = [asyncio.create_task(w(n, d)) for n, d in [("late", 0.08), ("bad", 0.02), ("cancelled", 0.12), ("soon", 0.04)]]
    asyncio.get_running_loop().call_later(0.06, ts[2].cancel)
    for c in asyncio.as_completed(ts):
        try:
            print(await c)
        except (ValueError, asyncio.CancelledError) as e:
            print(repr(e))
    print(asyncio.current_task().cancelling())

asyncio.run(main())
