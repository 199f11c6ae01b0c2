import asyncio


async def main():
    loop = asyncio.get_running_loop()

    def first():
        print("2 first callback")
        loop.call_soon(print, "4 added by it: a turn later")

    loop.call_later(0.04, print, "6 timer of 40 ms")
    loop.call_later(0.02, print, "5 timer of 20 ms")
    loop.call_soon(first)
    loop.call_soon(print, "3 second callback")
    print("1 main is still in its own step")
    await asyncio.sleep(0.08)
    print("7 main again")


asyncio.run(main())
