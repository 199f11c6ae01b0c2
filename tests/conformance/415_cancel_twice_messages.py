# two cancels before the task runs: a waiting task keeps the first message, a ready one gets the last
import asyncio

async def waits():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("waiting:", e.args)
    await asyncio.sleep(0)
    print("waiting goes on")

async def spins():
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as e:
        print("spinning:", e.args)
    await asyncio.sleep(0)
    print("spinning goes on")

async def main():
    for f in [waits, spins]:
        t = asyncio.create_task(f())
        await asyncio.sleep(0)
        t.cancel("first")
        t.cancel("second")
        await t
        print(t.cancelling(), t.cancelled())
    n = asyncio.create_task(waits())
    n.cancel("first")
    n.cancel("second")
    try:
        await n
    except asyncio.CancelledError as e:
        print("not started:", e.args)

asyncio.run(main())
