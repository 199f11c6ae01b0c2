# awaiters and done callbacks of a future share one FIFO
import asyncio

async def waiter(name, f):
    print(name, "got", await f)

async def main():
    f = asyncio.get_running_loop().create_future()
    a = asyncio.create_task(waiter("a", f))
    await asyncio.sleep(0)
    f.add_done_callback(lambda fut: print("callback 1"))
    b = asyncio.create_task(waiter("b", f))
    await asyncio.sleep(0)
    f.add_done_callback(lambda fut: print("callback 2"))
    c = asyncio.create_task(waiter("c", f))
    await asyncio.sleep(0)
    f.set_result("r")
    print("set")
    await c
    print(a.done(), b.done(), c.done())

asyncio.run(main())
