import asyncio


async def work(name, delay):
    print(f"{name} starts")
    await asyncio.sleep(delay)
    print(f"{name} done")
    return name


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    names = await asyncio.gather(
        work("A", 1),
        work("B", 0.5),
        work("C", 0.8),
    )
    seconds = loop.time() - began
    print(*names, f"in {seconds:.1f} s")


asyncio.run(main())
