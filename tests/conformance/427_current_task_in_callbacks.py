# current_task() is None in call_soon, call_later and done callbacks, also those a task has registered
import asyncio

async def w():
    return asyncio.current_task().get_name()

async def main():
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()
    me.set_name("main")
    loop.call_soon(lambda: print("call_soon", asyncio.current_task()))
    loop.call_later(0.02, lambda: print("call_later", asyncio.current_task()))
    t = asyncio.create_task(w(), name="child")
    t.add_done_callback(lambda x: print("done callback", asyncio.current_task(), x.result()))
    await t
    await asyncio.sleep(0.04)
    print("main", asyncio.current_task() is me, asyncio.current_task(loop) is me)

    def starts():
        u = asyncio.ensure_future(w())
        u.set_name("from a callback")
        u.add_done_callback(lambda x: print(x.result()))

    loop.call_soon(starts)
    await asyncio.sleep(0.02)

asyncio.run(main())
