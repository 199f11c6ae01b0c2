# a done callback that raises goes to the exception handler; the other callbacks and the awaiter go on
import asyncio

async def waiter(f):
    print("waiter got", await f)

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: print("handler", type(c["exception"]).__name__, c["exception"]))
    f = loop.create_future()

    def bad(fut):
        print("bad callback")
        raise ValueError("in callback")

    f.add_done_callback(bad)
    t = asyncio.create_task(waiter(f))
    await asyncio.sleep(0)
    f.add_done_callback(lambda fut: print("good callback", fut.result()))
    f.set_result(7)
    await t
    await asyncio.sleep(0)
    print("end")

asyncio.run(main())
