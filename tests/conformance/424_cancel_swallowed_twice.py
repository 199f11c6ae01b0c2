# a task that swallows can be cancelled again; each cancel is one CancelledError
import asyncio

async def stubborn(log):
    while len(log) < 3:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            log.append(e.args[0])
    return "gave in"

async def main():
    log = []
    t = asyncio.create_task(stubborn(log))
    n = 0
    while not t.done():
        await asyncio.sleep(0.02)
        n += 1
        t.cancel("cancel " + str(n))
    print(log, n)
    print(t.cancelled(), t.cancelling())

asyncio.run(main())
