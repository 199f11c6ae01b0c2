# a done callback cancels a task that is already woken in the same iteration: the cancel wins
import asyncio

async def waiter(name, f):
    try:
        print(name, "got", await f)
    except asyncio.CancelledError:
        print(name, "CancelledError")
        raise

async def main():
    f = asyncio.get_running_loop().create_future()
    tasks = []
    a = asyncio.create_task(waiter("a", f))
    await asyncio.sleep(0)
    f.add_done_callback(lambda fut: print("callback cancels b", tasks[0].cancel()))
    b = asyncio.create_task(waiter("b", f))
    tasks.append(b)
    await asyncio.sleep(0)
    f.set_result(1)
    await asyncio.wait([a, b])
    print(a.cancelled(), b.cancelled())

asyncio.run(main())
