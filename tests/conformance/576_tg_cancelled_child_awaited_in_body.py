# awaiting a child that is cancelled by hand raises CancelledError in the body: that cancels the rest of the group
import asyncio

async def child(name):
    try:
        await asyncio.sleep(10.0)
    finally:
        print(name, "ends")

async def main():
    task = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as tg:
            a = tg.create_task(child("a"))
            tg.create_task(child("b"))
            await asyncio.sleep(0)
            a.cancel()
            await a
    except asyncio.CancelledError:
        print("CancelledError", task.cancelling())
    await asyncio.sleep(0)
    print("main goes on")

asyncio.run(main())
