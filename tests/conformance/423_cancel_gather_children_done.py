# a gathering future whose children are all done refuses a cancel and gives the results
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    a, b = loop.create_future(), loop.create_future()
    g = asyncio.gather(a, b)
    a.set_result(1)
    b.set_result(2)
    print("cancel", g.cancel(), g.done())
    print(await g, g.cancelled())
    c, d = loop.create_future(), loop.create_future()
    h = asyncio.gather(c, d)
    c.set_result(3)
    print("cancel", h.cancel(), d.cancelled())
    try:
        await h
    except asyncio.CancelledError:
        print("CancelledError", h.cancelled(), c.result())

asyncio.run(main())
