# iterations through a chain: a future resolved by the done callback of another one
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def main():
    loop = asyncio.get_running_loop()
    a, b, c = [loop.create_future() for i in range(3)]
    a.add_done_callback(lambda fut: b.set_result(fut.result() + 1))
    b.add_done_callback(lambda fut: c.set_result(fut.result() + 1))
    tk = asyncio.create_task(ticker(5))
    await asyncio.sleep(0)
    a.set_result(1)
    print("c =", await c)
    await tk

asyncio.run(main())
