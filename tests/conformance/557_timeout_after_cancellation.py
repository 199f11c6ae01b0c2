# a timeout() in a task that has swallowed a cancel still ends in TimeoutError; the count keeps the cancel
import asyncio

async def w():
    try:
        await asyncio.sleep(10.0)
    except asyncio.CancelledError:
        print("swallowed", asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.02):
            await asyncio.sleep(10.0)
    except TimeoutError:
        print("TimeoutError", asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.02):
            asyncio.current_task().cancel()
            await asyncio.sleep(10.0)
    except asyncio.CancelledError:
        print("own cancel", asyncio.current_task().cancelling())

async def main():
    t = asyncio.create_task(w())
    await asyncio.sleep(0)
    t.cancel()
    await t
    print(t.cancelling())

asyncio.run(main())
