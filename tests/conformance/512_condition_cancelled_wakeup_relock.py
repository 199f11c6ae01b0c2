# a waiter cancelled again while it stands in line for the lock still gets the lock first
import asyncio

async def w(cond):
    async with cond:
        try:
            await cond.wait()
        except asyncio.CancelledError as e:
            print("cancelled", e.args, "cancelling", asyncio.current_task().cancelling())
            raise

async def main():
    cond = asyncio.Condition()
    t = asyncio.create_task(w(cond))
    await asyncio.sleep(0)
    await cond.acquire()
    cond.notify()
    await asyncio.sleep(0)
    for message in ["first", "second", "third"]:
        t.cancel(message)
        await asyncio.sleep(0)
        print("done", t.done())
    cond.release()
    try:
        await t
    except asyncio.CancelledError as e:
        print("awaiter", e.args)
    print("locked", cond.locked())

asyncio.run(main())
