# iterations in which those who wait at a barrier pass, and in which one can come back
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def w(name, barrier):
    await barrier.wait()
    print(name, 1)
    await barrier.wait()
    print(name, 2)

async def main():
    barrier = asyncio.Barrier(3)
    tk = asyncio.create_task(ticker(9))
    ts = [asyncio.create_task(w(n, barrier)) for n in ["a", "b", "c"]]
    await asyncio.wait([tk, *ts])

asyncio.run(main())
