# a child cancelled by hand: gather raises CancelledError but is not cancelled; with return_exceptions it is a value
import asyncio

async def w(name):
    await asyncio.sleep(0.04)
    print(name, "ends")
    return name

async def main():
    for flag in [False, True]:
        a, b = asyncio.create_task(w("a")), asyncio.create_task(w("b"))
        gathered = asyncio.gather(a, b, return_exceptions=flag)
        await asyncio.sleep(0)
        a.cancel()
        try:
            results = await gathered
            print([type(x).__name__ for x in results], results[1])
        except asyncio.CancelledError:
            print("CancelledError")
        print(gathered.cancelled(), a.cancelled(), b.done(), asyncio.current_task().cancelling())
        await asyncio.wait([b])

asyncio.run(main())
