# a callback can cancel one that is queued behind it, a timer one that is due with it; what it adds runs later
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    handles = []

    def first():
        print("first")
        handles[1].cancel()
        loop.call_soon(print, "added by first")

    handles.append(loop.call_soon(first))
    handles.append(loop.call_soon(print, "second"))
    handles.append(loop.call_soon(print, "third"))
    await asyncio.sleep(0)
    print("main", [h.cancelled() for h in handles])
    await asyncio.sleep(0)
    late = loop.call_later(0.06, print, "late")
    loop.call_later(0.02, late.cancel)
    loop.call_later(0.04, print, "between")
    await asyncio.sleep(0.1)
    print(late.cancelled())

asyncio.run(main())
