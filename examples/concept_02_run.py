# clock: real
import asyncio
from concurrent.futures import ThreadPoolExecutor


class TellingLoop(asyncio.SelectorEventLoop):
    def close(self):
        super().close()
        print("7 the loop is closed")


class TellingExecutor(ThreadPoolExecutor):
    def shutdown(self, wait=True):
        if wait:
            print("6 the executor is shut down")
        super().shutdown(wait)


async def steps():
    try:
        yield 1
    finally:
        print("5 the generator is closed")


async def background():
    try:
        await asyncio.sleep(60)
    finally:
        print("4 the task left over is cancelled")


numbers = task = None


async def main():
    global numbers, task
    loop = asyncio.get_running_loop()
    loop.set_default_executor(TellingExecutor())
    task = asyncio.create_task(background())
    numbers = steps()
    await anext(numbers)
    print("3 main runs to its end")


def loop_factory():
    print("2 a new loop")
    return TellingLoop()


async def outer():
    inner = main()
    try:
        asyncio.run(inner)
    except RuntimeError as error:
        print("1", error)
    inner.close()


asyncio.run(outer())

# In Python 3.12: asyncio.run(main(), loop_factory=loop_factory)
with asyncio.Runner(loop_factory=loop_factory) as runner:
    runner.run(main())
