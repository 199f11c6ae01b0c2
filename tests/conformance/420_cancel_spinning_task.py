# a task that spins on sleep(0) gets its cancel at the very next step
import asyncio

async def spin():
    n = 0
    try:
        while True:
            n += 1
            print("spin", n)
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("stopped at", n)
        raise

async def main():
    t = asyncio.create_task(spin())
    for i in range(3):
        print("main", i)
        await asyncio.sleep(0)
    t.cancel()
    print("requested")
    await asyncio.sleep(0)
    print(t.done(), t.cancelled())

asyncio.run(main())
