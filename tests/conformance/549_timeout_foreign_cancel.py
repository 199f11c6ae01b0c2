# a cancel from outside before the deadline: CancelledError, not TimeoutError, and not expired
import asyncio

async def w(log):
    try:
        async with asyncio.timeout(0.1) as cm:
            log.append("in")
            await asyncio.sleep(10.0)
    except asyncio.CancelledError as e:
        log.append(f"CancelledError {e!s} {cm.expired()!s} {asyncio.current_task().cancelling()}")
        raise

async def main():
    log = []
    t = asyncio.create_task(w(log))
    await asyncio.sleep(0.02)
    t.cancel("foreign")
    await asyncio.wait([t])
    print(log, t.cancelled(), t.cancelling())

asyncio.run(main())
