# timers run by their time, whatever the order of the calls; one of the past comes before those of the future
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    now = loop.time()
    log = []
    for k in [4, 1, 3, 0, 2]:
        loop.call_at(now + k / 50, log.append, f"at {k}")
    loop.call_at(now - 1.0, log.append, "past")
    loop.call_soon(log.append, "soon")
    print(log)
    await asyncio.sleep(0)
    print(log)
    await asyncio.sleep(0)
    await asyncio.sleep(0.12)
    print(log)

asyncio.run(main())
