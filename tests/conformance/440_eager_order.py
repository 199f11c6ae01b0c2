# (3.12+) an eager task runs at once up to its first wait, then as any other task
import asyncio

async def w(name, n):
    print(name, "begins")
    for i in range(n):
        await asyncio.sleep(0)
        print(name, i)
    print(name, "ends")
    return name

async def main():
    loop = asyncio.get_running_loop()
    lazy = asyncio.create_task(w("lazy", 1))
    loop.set_task_factory(asyncio.eager_task_factory)
    print("create")
    a = asyncio.create_task(w("a", 2))
    print("between")
    b = asyncio.create_task(w("b", 0))
    print("created")
    print(await asyncio.gather(a, b, lazy))

asyncio.run(main())
