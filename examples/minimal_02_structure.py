import asyncio


async def fetch_numbers():
    await asyncio.sleep(0.02)
    return [3, 1, 4, 1, 5]


def process(numbers):
    return [n * n for n in numbers]


async def main():
    numbers = await fetch_numbers()
    print("fetched:", *numbers)
    print("squares:", *process(numbers))


if __name__ == "__main__":
    asyncio.run(main())
