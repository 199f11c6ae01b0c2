# as_completed's awaitables begin when they are awaited: whoever awaits first gets the first result
import asyncio


async def work(delay, value):
    await asyncio.sleep(delay)
    return value


async def fail():
    raise ValueError("failed")


async def main():
    first, second = asyncio.as_completed([work(0.04, "slow"), work(0.02, "fast")])
    print(await second, await first)
    results = list(asyncio.as_completed([work(0.02, "left"), fail()]))
    try:
        await results[1]
    except ValueError as e:
        print("first", e)
    print(await results[0])
    print(await asyncio.gather(*asyncio.as_completed([work(0.04, 1), work(0.02, 2)])))
    late, early = asyncio.as_completed([work(1, "late"), work(0.02, "early")])
    print(await asyncio.wait_for(early, 1))
    try:
        await asyncio.wait_for(late, 0.02)
    except asyncio.TimeoutError:
        print("timeout")
    tasks = [
        asyncio.ensure_future(each)
        for each in asyncio.as_completed([work(0.04, "c"), work(0.02, "d")])
    ]
    print([await task for task in reversed(tasks)])


asyncio.run(main())
