import asyncio


async def main():
    loop = asyncio.get_running_loop()
    print("1 script")
    loop.call_later(0.001, print, "2 macrotask")
    loop.call_soon(print, "3 microtask")
    print("4 script still")
    await asyncio.sleep(0.01)


asyncio.run(main())
