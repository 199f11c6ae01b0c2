# deep chains of plain awaits cost no iteration: two tasks alternate only at sleep(0)
import asyncio

async def deep(n):
    if n == 0:
        await asyncio.sleep(0)
        return 0
    return 1 + await deep(n - 1)

async def flat():
    await asyncio.sleep(0)
    return 0

async def w(name, depth):
    for i in range(3):
        r = await deep(depth) if depth else await flat()
        print(name, i, r)

async def main():
    await asyncio.gather(w("deep", 30), w("flat", 0), w("middle", 5))

asyncio.run(main())
