# one FIFO for everything that is ready: new tasks, sleep(0), call_soon, resolved futures, cancelled ones
import asyncio

async def step(name):
    print(name, 1)
    await asyncio.sleep(0)
    print(name, 2)

async def waiter(name, f):
    try:
        print(name, await f)
    except asyncio.CancelledError:
        print(name, "cancelled")

async def main():
    loop = asyncio.get_running_loop()
    f, g = loop.create_future(), loop.create_future()
    ws = [asyncio.create_task(waiter("wf", f)), asyncio.create_task(waiter("wg", g))]
    await asyncio.sleep(0)
    a = asyncio.create_task(step("a"))
    loop.call_soon(print, "soon 1")
    f.set_result("f value")
    b = asyncio.create_task(step("b"))
    g.cancel()
    loop.call_soon(lambda: loop.call_soon(print, "soon of soon"))
    c = asyncio.create_task(step("c"))
    b.cancel()
    await asyncio.sleep(0)
    print("main 1")
    await asyncio.sleep(0)
    print("main 2")
    await asyncio.wait([a, b, c, *ws])
    print(b.cancelled())

asyncio.run(main())
