# cancelling() counts the requests, uncancel() takes one back and never goes below zero
import asyncio

async def w():
    task = asyncio.current_task()
    print("start", task.cancelling(), task.uncancel())
    for i in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("caught", i, "cancelling", task.cancelling())
    print("uncancel", task.uncancel(), task.uncancel(), task.uncancel(), task.uncancel())
    await asyncio.sleep(0)
    return "done"

async def main():
    t = asyncio.create_task(w())
    for i in range(3):
        await asyncio.sleep(0)
        print("cancel", t.cancel(), t.cancelling())
    print(await t, t.cancelling(), t.cancelled())
    print("after the end", t.cancel(), t.cancelling(), t.uncancel())

asyncio.run(main())
