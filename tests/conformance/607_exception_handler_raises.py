# an exception handler that raises does not stop the loop; the callbacks behind it run
import asyncio

def bad(message):
    raise ValueError(message)

def handler(loop, context):
    print("handler", repr(context["exception"]))
    if str(context["exception"]) == "second":
        raise ZeroDivisionError("in the handler")

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(bad, "first")
    loop.call_later(0.02, bad, "timer")
    f = loop.create_future()
    f.add_done_callback(lambda fut: bad("done callback " + fut.result()))
    f.set_result("of f")
    await asyncio.sleep(0.04)
    print("main goes on")

asyncio.run(main())
