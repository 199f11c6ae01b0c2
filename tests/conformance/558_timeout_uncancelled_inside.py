# a body that swallows its expiry and waits again runs to its end: the deadline cancels once only
import asyncio

async def main():
    log = []
    async with asyncio.timeout(0.02) as cm:
        for i in range(3):
            try:
                await asyncio.sleep(0.04)
                log.append(f"slept {i}")
            except asyncio.CancelledError:
                log.append(f"cancelled {i} {asyncio.current_task().cancelling()}")
    print(log, cm.expired(), asyncio.current_task().cancelling())

asyncio.run(main())
