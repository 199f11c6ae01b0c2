# (3.12+) Task(eager_start=True) starts that one task at once; the others stay lazy
import asyncio

async def w(name):
    print(name, "begins")
    await asyncio.sleep(0)
    print(name, "ends")
    return name

async def main():
    loop = asyncio.get_running_loop()
    lazy = asyncio.create_task(w("lazy"))
    eager = asyncio.Task(w("eager"), loop=loop, eager_start=True)
    last = asyncio.create_task(w("last"))
    print("created")
    print(await eager, await lazy, await last)

asyncio.run(main())
