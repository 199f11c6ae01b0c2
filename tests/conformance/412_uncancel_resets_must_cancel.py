# (3.13+) uncancel() to zero before the delivery drops the pending CancelledError
import asyncio

async def w():
    task = asyncio.current_task()
    task.cancel()
    print("uncancel", task.uncancel())
    await asyncio.sleep(0)
    print("not interrupted")
    task.cancel()
    task.cancel()
    print("uncancel", task.uncancel())
    try:
        await asyncio.sleep(0)
        print("must not print")
    except asyncio.CancelledError:
        print("interrupted, cancelling", task.cancelling())
    task.cancel()
    task.uncancel()
    task.uncancel()
    return "value"

async def main():
    t = asyncio.create_task(w())
    print(await t, t.cancelled())

asyncio.run(main())
