# KeyboardInterrupt raised in main, a task, a callback, a group, a future: it leaves run() at once, and the rest is cleaned up
import asyncio
log = []


async def stubborn(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append(f"{n} cancelled")
        raise


def attempt(name, fn):
    log.clear()
    try:
        print(name, "returned", fn())
    except BaseException as e:
        print(name, type(e).__name__)
    print(log)


async def m1():
    asyncio.create_task(stubborn("a"))
    await asyncio.sleep(0)
    raise KeyboardInterrupt


attempt("main", lambda: asyncio.run(m1()))


async def ki():
    raise KeyboardInterrupt


async def m2():
    t = asyncio.create_task(ki())
    try:
        await t
        log.append("never")
    except KeyboardInterrupt:
        log.append("main saw it")
        return "x"
    except asyncio.CancelledError:
        log.append("main cancelled")
        raise


attempt("task awaited", lambda: asyncio.run(m2()))


async def m3():
    asyncio.create_task(ki())
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append("main cancelled")
        raise


attempt("task alone", lambda: asyncio.run(m3()))


async def m4():

    def cb():
        raise KeyboardInterrupt
    asyncio.get_running_loop().call_soon(cb)
    try:
        await asyncio.sleep(0)
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append("main cancelled")
        raise


attempt("callback", lambda: asyncio.run(m4()))


async def m5():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(stubborn("sib"))
            tg.create_task(ki())
            await asyncio.sleep(10)
    except BaseException as e:
        log.append(type(e).__name__)
        raise


attempt("group", lambda: asyncio.run(m5()))


async def m6():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(stubborn("sib"))
            await asyncio.sleep(0)
            raise KeyboardInterrupt
    except BaseException as e:
        log.append(type(e).__name__)
        raise


attempt("group body", lambda: asyncio.run(m6()))


async def m7():
    f = asyncio.get_running_loop().create_future()
    f.set_exception(KeyboardInterrupt())
    try:
        await f
    except KeyboardInterrupt:
        log.append("caught")
        return "ok"


attempt("future", lambda: asyncio.run(m7()))


async def m8():
    r = await asyncio.gather(ki(), stubborn("g"), return_exceptions=True)
    log.append(len(r))


attempt("gather", lambda: asyncio.run(m8()))


async def m9():
    async with asyncio.timeout(1):
        raise KeyboardInterrupt


attempt("timeout", lambda: asyncio.run(m9()))


async def m10():
    try:
        await asyncio.wait_for(ki(), 1)
    except KeyboardInterrupt:
        return "caught in wait_for"


attempt("wait_for", lambda: asyncio.run(m10()))


async def ok():
    return "ok"


with asyncio.Runner() as r:
    try:
        r.run(m1())
    except KeyboardInterrupt:
        print("KI")
    print(r.run(ok()))


l = asyncio.new_event_loop()


def cb():
    raise KeyboardInterrupt


l.call_soon(cb)
l.call_soon(log.append, "same iteration")
log.clear()
try:
    l.run_forever()


except KeyboardInterrupt:
    print("KI out of run_forever", log, l.is_running())


l.call_soon(l.stop)
l.run_forever()
print(log)
l.close()
