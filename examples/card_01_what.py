import asyncio


async def main():
    print("inside")


asyncio.run(main())
