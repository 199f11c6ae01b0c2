# iterations of wait(): over what is done already, over what ends next, and with FIRST_COMPLETED
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def w(n):
    for _ in range(n):
        await asyncio.sleep(0)
    print("end", n)

async def main():
    done = asyncio.create_task(w(0))
    await done
    tk = asyncio.create_task(ticker(11))
    await asyncio.wait([done])
    print("all were done")
    ts = [asyncio.create_task(w(n)) for n in [1, 2, 4]]
    await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED)
    print("first")
    await asyncio.wait([done, *ts], return_when=asyncio.FIRST_COMPLETED)
    print("one was done")
    await asyncio.wait(ts)
    print("all")
    await tk

asyncio.run(main())
