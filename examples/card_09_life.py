import asyncio


def state(loop):
    if loop.is_closed():
        return "closed"
    return "running" if loop.is_running() else "made"


async def main():
    print(state(asyncio.get_running_loop()))


loop = asyncio.SelectorEventLoop()
print(state(loop))
# In Python 3.12: asyncio.run(main(), loop_factory=lambda: loop)
with asyncio.Runner(loop_factory=lambda: loop) as runner:
    runner.run(main())
print(state(loop))
