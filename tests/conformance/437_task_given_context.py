# create_task(context=...) runs in that very context; get_context() gives it; call_soon in it sees it as well
import asyncio
import contextvars

cv = contextvars.ContextVar("cv", default=0)

async def w(n):
    before = cv.get()
    cv.set(n)
    await asyncio.sleep(0)
    cv.set(cv.get() + 1)
    return before

async def main():
    ctx = contextvars.copy_context()
    a = asyncio.create_task(w(10), context=ctx)
    print(a.get_context() is ctx, await a, ctx[cv], cv.get())
    b = asyncio.create_task(w(20), context=ctx)
    print(await b, ctx[cv])
    c = asyncio.create_task(w(30))
    print(c.get_context() is ctx, await c, c.get_context()[cv], cv.get())
    ctx.run(asyncio.get_running_loop().call_soon, lambda: print("callback", cv.get()))
    await asyncio.sleep(0)
    async with asyncio.TaskGroup() as tg:
        d = tg.create_task(w(40), context=ctx)
    print(d.result(), ctx[cv])

asyncio.run(main())
