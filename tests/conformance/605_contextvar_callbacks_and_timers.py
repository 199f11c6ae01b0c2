# call_soon, call_later and done callbacks each run in a copy of the context of their registration
import asyncio
import contextvars

async def main():
    loop = asyncio.get_running_loop()
    log = []

    def note(name):
        log.append(f"{name} {cv.get()}")
        cv.set("set by " + name)

    cv.set("one")
    loop.call_soon(note, "soon 1")
    loop.call_soon(note, "soon 2")
    loop.call_later(0.02, note, "later")
    f = loop.create_future()
    f.add_done_callback(lambda fut: note("done"))
    cv.set("two")
    loop.call_soon(note, "soon 3")
    f.set_result("value")
    await asyncio.sleep(0.04)
    for line in log:
        print(line)
    print(cv.get())

cv = contextvars.ContextVar("cv", default="default")
asyncio.run(main())
