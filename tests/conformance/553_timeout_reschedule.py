# reschedule() sooner, later, to never and back; when() tells
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    async with asyncio.timeout(0.02) as cm:
        cm.reschedule(start + 0.1)
        await asyncio.sleep(0.04)
        cm.reschedule(None)
        print("never", cm.when())
        await asyncio.sleep(0.1)
        print("expired", cm.expired())
    try:
        async with asyncio.timeout(None) as cm:
            cm.reschedule(loop.time() + 1.0)
            cm.reschedule(loop.time() + 0.02)
            await asyncio.sleep(10.0)
    except TimeoutError:
        print("TimeoutError", cm.expired())

asyncio.run(main())
