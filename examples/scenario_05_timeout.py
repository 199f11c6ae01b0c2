import asyncio


async def query(name, delay):
    try:
        await asyncio.sleep(delay)
        return f"{name}: 3 hits"
    finally:
        print(f"{name}: connection returned")


async def one():
    print(await asyncio.wait_for(query("fast", 0.1), 0.5))
    try:
        await asyncio.wait_for(query("slow", 10), 0.5)
    except TimeoutError:
        print("slow: gave up after 500 ms")


async def block():
    try:
        async with asyncio.timeout(0.5):
            print(await query("step 1", 0.3))
            print(await query("step 2", 0.3))
    except TimeoutError:
        print("both steps: over 500 ms")


asyncio.run(one())
asyncio.run(block())
