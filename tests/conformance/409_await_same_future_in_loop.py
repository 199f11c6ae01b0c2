# awaiting a done future again and again never lets another task run
import asyncio

async def other():
    print("other runs")

async def main():
    f = asyncio.get_running_loop().create_future()
    f.set_result(1)
    t = asyncio.create_task(other())
    n = 0
    for i in range(50):
        n += await f
    print("sum", n, "other done", t.done())
    d = asyncio.create_task(asyncio.sleep(0, 2))
    print("task", await d)
    u = asyncio.create_task(other())
    print(await d + await d + await d, "other done", u.done())
    await u

asyncio.run(main())
