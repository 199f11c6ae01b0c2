# iterations of wait_for with a timeout of zero: over a done task, a spinning one and a coroutine
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def spin():
    while True:
        await asyncio.sleep(0)

async def never(log):
    log.append("started")

async def main():
    log = []
    done = asyncio.create_task(asyncio.sleep(0, "done"))
    spinning = asyncio.create_task(spin())
    await done
    tk = asyncio.create_task(ticker(6))
    print(await asyncio.wait_for(done, 0))
    try:
        await asyncio.wait_for(spinning, 0)
    except TimeoutError:
        print("TimeoutError")
    try:
        await asyncio.wait_for(never(log), 0)
    except TimeoutError:
        print("TimeoutError")
    print(spinning.cancelled(), log)
    await tk

asyncio.run(main())
