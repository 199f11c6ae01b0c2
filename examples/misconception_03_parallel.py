import asyncio


def work():
    return asyncio.sleep(0.3)


try:
    asyncio.run([work(), work(), work()])
except (TypeError, ValueError):
    print("run() takes one")


async def main():
    async with measure("one by one"):
        await work()
        await work()
        await work()
    async with measure("gather"):
        await asyncio.gather(work(), work(), work())
    async with measure("createTask"):
        tasks = [asyncio.create_task(work()) for _ in range(3)]
        for task in tasks:
            await task


class measure:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        self.began = asyncio.get_running_loop().time()

    async def __aexit__(self, *_):
        took = asyncio.get_running_loop().time() - self.began
        print(f"{self.name}: {round(took * 10) * 100} ms")


asyncio.run(main())
