import asyncio


async def main():
    await asyncio.sleep(0.01)
    return 6 * 7


answer = asyncio.run(main())
print(answer)
