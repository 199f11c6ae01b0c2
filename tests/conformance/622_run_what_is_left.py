# what run() finds at its end: callbacks, timers, futures, done callbacks, shielded work, a lock held, a stopped loop
import asyncio
log = []


def handler(loop, ctx):
    log.append((ctx["message"].split(":")[0], repr(ctx.get("exception"))))


async def stubborn(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append(f"{n} cancelled")
        await asyncio.sleep(0.01)
        log.append(f"{n} cleaned")
        return n


async def refuses(n):
    for i in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            log.append(f"{n} refused")
            break
    await asyncio.sleep(0.02)
    log.append(f"{n} over")


async def fails():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError("in cleanup")


async def main():
    asyncio.get_running_loop().set_exception_handler(handler)
    for c in (stubborn("a"), refuses("b"), fails()):
        asyncio.ensure_future(c)
    await asyncio.sleep(0)
    return "result"


print(asyncio.run(main()))
print(sorted(map(str, log)))
log.clear()


async def main2():
    asyncio.ensure_future(stubborn("x"))
    await asyncio.sleep(0)
    raise KeyError("main2")


try:
    asyncio.run(main2())


except KeyError as e:
    print("KeyError", e, log)


log.clear()


async def main3():
    loop = asyncio.get_running_loop()
    loop.call_soon(log.append, "soon")
    loop.call_later(0.01, log.append, "timer")
    loop.call_later(0, log.append, "zero")


asyncio.run(main3())
print(log)
log.clear()


async def main4():
    f = asyncio.get_running_loop().create_future()

    async def waiter():
        try:
            await f
        except asyncio.CancelledError:
            log.append(("waiter", f.cancelled()))
            raise
    t = asyncio.ensure_future(waiter())
    await asyncio.sleep(0)
    return t


t = asyncio.run(main4())
print(log, t.cancelled(), t.done())
log.clear()


async def main5():
    t = asyncio.ensure_future(stubborn("cb"))
    t.add_done_callback(lambda t: log.append(("done cb", t.result())))
    asyncio.current_task().add_done_callback(lambda t: log.append("main cb"))
    await asyncio.sleep(0)


asyncio.run(main5())
print(log)
log.clear()


async def main6():
    me = asyncio.current_task()
    asyncio.get_running_loop().call_soon(me.cancel, "from callback")
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        return ("caught", e.args, me.cancelling())


print(asyncio.run(main6()))


async def main7():
    asyncio.current_task().cancel("bye")
    await asyncio.sleep(1)


try:
    asyncio.run(main7())


except asyncio.CancelledError as e:
    print("CE", e.args)


async def main9():
    t = asyncio.ensure_future(stubborn("sh"))

    async def w():
        try:
            await asyncio.shield(t)
        except asyncio.CancelledError:
            log.append("w cancelled")
            raise
    asyncio.ensure_future(w())
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main9())
print(sorted(log))
log.clear()


async def main10():
    asyncio.get_running_loop().stop()
    await asyncio.sleep(0)
    return 1


try:
    print(asyncio.run(main10()))


except RuntimeError as e:
    print(e)


lock = asyncio.Lock()


async def main11():

    async def hold():
        async with lock:
            await asyncio.sleep(1)

    async def want():
        async with lock:
            log.append("got")
    asyncio.ensure_future(hold())
    asyncio.ensure_future(want())
    await asyncio.sleep(0.01)


asyncio.run(main11())
print(log, lock.locked())
