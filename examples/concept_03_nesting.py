import asyncio


async def inner():
    await asyncio.sleep(0.01)
    return "inner result"


async def wrong():
    coroutine = inner()
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print("wrong:", error)
    coroutine.close()


async def right():
    print("right:", await inner())


asyncio.run(wrong())
asyncio.run(right())
