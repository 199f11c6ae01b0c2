import asyncio


async def main():
    debug = asyncio.get_running_loop().get_debug()
    print("debug mode is", "on" if debug else "off")


asyncio.run(main())
asyncio.run(main(), debug=True)


def loop_factory():
    loop = asyncio.SelectorEventLoop()
    loop.set_debug(True)
    return loop


# In Python 3.12: asyncio.run(main(), loop_factory=loop_factory)
with asyncio.Runner(loop_factory=loop_factory) as runner:
    runner.run(main())


async def later():
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(2)
    print(f"{loop.time() - began:.1f} s later")


asyncio.run(later())
