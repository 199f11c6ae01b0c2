import asyncio


def inner():
    return asyncio.sleep(0.01, "inner")


async def main():
    coroutine = inner()
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print(error)
    coroutine.close()
    print(await inner())


asyncio.run(main())
