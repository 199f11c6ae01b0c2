# (3.12+) an eager task that awaits a pending future, a done one, and a future resolved right after its first step
import asyncio

async def w(name, f):
    print(name, "waits")
    print(name, "got", await f)

async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    done, pending = loop.create_future(), loop.create_future()
    done.set_result("done")
    a = asyncio.create_task(w("a", done))
    await asyncio.sleep(0)
    b = asyncio.create_task(w("b", pending))
    await asyncio.sleep(0)
    c = asyncio.create_task(w("c", pending))
    print("set")
    pending.set_result("set later")
    print("after set")
    await asyncio.gather(a, b, c)
    print("end")

asyncio.run(main())
