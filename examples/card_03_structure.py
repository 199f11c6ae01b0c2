import asyncio


async def load():
    await asyncio.sleep(0.01)
    return [1, 2, 3]


async def main():
    numbers = await load()
    print("sum:", sum(numbers))


if __name__ == "__main__":
    asyncio.run(main())
