# a done callback runs in the context of its registration, or in the one that is given
import asyncio
import contextvars

cv = contextvars.ContextVar("cv", default="unset")

async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    ctx = contextvars.copy_context()
    ctx.run(cv.set, "given")
    cv.set("registered")
    f.add_done_callback(lambda fut: print("default:", cv.get()))
    f.add_done_callback(lambda fut: print("context:", cv.get()), context=ctx)

    def changes(fut):
        cv.set("changed by the callback")

    f.add_done_callback(changes, context=ctx)
    cv.set("later")
    f.set_result(None)
    await asyncio.sleep(0)
    print("main:", cv.get(), "| ctx:", ctx[cv])

asyncio.run(main())
