# (3.12+) an eager task runs in a copy of the context: what it sets stays inside
import asyncio
import contextvars

cv = contextvars.ContextVar("cv", default="default")

async def w(value):
    print("sees", cv.get())
    cv.set(value)
    await asyncio.sleep(0)
    print("keeps", cv.get())

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    cv.set("main")
    a = asyncio.create_task(w("a"))
    print("main has", cv.get())
    b = asyncio.create_task(w("b"))
    print("main has", cv.get())
    ctx = contextvars.copy_context()
    ctx.run(cv.set, "given")
    c = asyncio.create_task(w("c"), context=ctx)
    await asyncio.gather(a, b, c)
    print("main has", cv.get(), "| ctx has", ctx[cv])

asyncio.run(main())
