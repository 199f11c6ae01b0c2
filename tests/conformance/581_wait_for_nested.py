# wait_for in wait_for: the one that is due first raises, and its TimeoutError passes through the other
import asyncio

async def main():
    for outer, inner in [(0.02, 1.0), (1.0, 0.02)]:
        try:
            await asyncio.wait_for(asyncio.wait_for(asyncio.sleep(10.0), inner), outer)
        except TimeoutError:
            print("TimeoutError", asyncio.current_task().cancelling())

    async def hides():
        try:
            await asyncio.wait_for(asyncio.sleep(10.0), 0.02)
            return "in time"
        except TimeoutError:
            return "hidden"

    print(await asyncio.wait_for(hides(), 1.0))

asyncio.run(main())
