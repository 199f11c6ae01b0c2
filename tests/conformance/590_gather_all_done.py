# (3.12+) gather over futures that are all done is done itself, at once: awaiting it takes no iteration
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def main():
    loop = asyncio.get_running_loop()
    f, g = loop.create_future(), loop.create_future()
    f.set_result(1)
    g.set_result(2)
    tk = asyncio.create_task(ticker(4))
    print(await asyncio.gather(f, g, f))
    gathered = asyncio.gather(f, g)
    print(gathered.done(), await gathered)
    h = loop.create_future()
    h.set_exception(ValueError("h"))
    for flag in [True, False]:
        try:
            results = await asyncio.gather(f, h, return_exceptions=flag)
            print([repr(x) for x in results])
        except ValueError as e:
            print("raised", repr(e))
    await asyncio.sleep(0)
    print("main")
    await tk

asyncio.run(main())
