# a wait() of a condition under timeout(): the lock is held again when TimeoutError arrives
import asyncio

async def main():
    cond = asyncio.Condition()
    async with cond:
        try:
            async with asyncio.timeout(0.02):
                await cond.wait()
        except TimeoutError:
            print("TimeoutError, locked", cond.locked())
        try:
            await asyncio.wait_for(cond.wait(), 0.02)
        except TimeoutError:
            print("TimeoutError, locked", cond.locked())
        try:
            await asyncio.wait_for(cond.wait_for(lambda: False), 0.02)
        except TimeoutError:
            print("TimeoutError, locked", cond.locked())
    print("locked", cond.locked(), asyncio.current_task().cancelling())

asyncio.run(main())
