# a cancel from outside while the expired body cleans up: CancelledError wins over TimeoutError
import asyncio

async def w():
    try:
        async with asyncio.timeout(0.02):
            try:
                await asyncio.sleep(10.0)
            finally:
                print("cleanup", asyncio.current_task().cancelling())
                try:
                    await asyncio.sleep(0.06)
                except asyncio.CancelledError as e:
                    print("again", e.args, asyncio.current_task().cancelling())
                    raise
    except TimeoutError:
        print("TimeoutError")
    except asyncio.CancelledError as e:
        print("CancelledError", e.args, asyncio.current_task().cancelling())
        raise

async def main():
    t = asyncio.create_task(w())
    await asyncio.sleep(0.06)
    t.cancel("outside")
    await asyncio.wait([t])
    print(t.cancelled(), t.cancelling())

asyncio.run(main())
