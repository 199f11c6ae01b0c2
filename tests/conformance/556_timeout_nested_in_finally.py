# a timeout() in the finally of an expired one works by itself
import asyncio

async def main():
    try:
        async with asyncio.timeout(0.02):
            try:
                await asyncio.sleep(10.0)
            finally:
                print("cleanup", asyncio.current_task().cancelling())
                try:
                    async with asyncio.timeout(0.02):
                        await asyncio.sleep(10.0)
                except TimeoutError:
                    print("inner TimeoutError", asyncio.current_task().cancelling())
                async with asyncio.timeout(1.0):
                    await asyncio.sleep(0.02)
                print("cleaned up")
    except TimeoutError:
        print("outer TimeoutError", asyncio.current_task().cancelling())

asyncio.run(main())
