# a task that swallows the cancel of the future it awaits can await another one; the first stays cancelled
import asyncio

async def w(futures):
    got = []
    for f in futures:
        try:
            got.append(await f)
        except asyncio.CancelledError:
            got.append("cancelled")
    return got

async def main():
    loop = asyncio.get_running_loop()
    fs = [loop.create_future() for i in range(3)]
    t = asyncio.create_task(w(fs))
    await asyncio.sleep(0)
    t.cancel()
    print([f.cancelled() for f in fs])
    fs[2].set_result("third")
    await asyncio.sleep(0)
    print("pending", not t.done())
    fs[1].set_result("second")
    print(await t, t.cancelling())
    print([f.cancelled() for f in fs])

asyncio.run(main())
