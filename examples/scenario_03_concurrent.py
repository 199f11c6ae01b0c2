import asyncio


async def download(name, delay):
    await asyncio.sleep(delay / 1000)
    print(f"  {name} after {delay} ms")
    return name


async def one_by_one():
    await download("users", 300)
    await download("posts", 200)
    await download("likes", 100)


async def together():
    return await asyncio.gather(
        download("users", 300),
        download("posts", 200),
        download("likes", 100),
    )


def elapsed(began):
    # to 100 ms: this clock is a real one
    took = asyncio.get_running_loop().time() - began
    return round(took * 10) * 100


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    await one_by_one()
    print(f"one by one: {elapsed(began)} ms")

    began = loop.time()
    names = await together()
    print(f"together: {elapsed(began)} ms")
    print(f"results: {' '.join(names)}")


asyncio.run(main())
