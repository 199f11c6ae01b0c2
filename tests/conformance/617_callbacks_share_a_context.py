# call_soon, call_later and call_at with a context: the callbacks share it and change it; without one each gets a copy
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def main():
    loop = asyncio.get_running_loop()
    var.set("main")
    context = contextvars.copy_context()

    def callback(name):
        print(name, var.get())
        var.set(name)

    loop.call_soon(callback, "own copy")
    loop.call_soon(callback, "another copy")
    await asyncio.sleep(0)
    loop.call_soon(callback, "first", context=context)
    loop.call_soon(callback, "second", context=context)
    await asyncio.sleep(0)
    print(var.get(), context[var])
    loop.call_later(0.02, callback, "later", context=context)
    loop.call_at(loop.time() + 0.04, callback, "at", context=context)
    loop.call_soon_threadsafe(callback, "threadsafe", context=context)
    await asyncio.sleep(0.06)
    print(var.get(), context[var])
    future = loop.create_future()
    future.add_done_callback(lambda _: callback("done"), context=context)
    future.set_result(None)
    await asyncio.sleep(0)

    def chain():
        callback("outer")
        loop.call_soon(callback, "inner copy")

    loop.call_soon(chain, context=context)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(var.get(), context[var])


asyncio.run(main())
