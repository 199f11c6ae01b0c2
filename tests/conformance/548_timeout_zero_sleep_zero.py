# timeout(0) is delivered at the first iteration's end: one sleep(0) is enough to meet it
import asyncio

async def main():
    try:
        async with asyncio.timeout(0):
            print("before")
            await asyncio.sleep(0)
            print("not reached")
    except TimeoutError:
        print("TimeoutError", asyncio.current_task().cancelling())
    async with asyncio.timeout(0) as cm:
        print("no wait inside")
    print("expired", cm.expired())
    await asyncio.sleep(0)
    print("nothing comes later")

asyncio.run(main())
