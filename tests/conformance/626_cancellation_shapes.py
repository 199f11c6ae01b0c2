# cancellation through callbacks, stored errors, nested coroutines, siblings, shields inside limits, and while cleaning up
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    f1 = loop.create_future()
    f2 = loop.create_future()

    def chain(f):
        if f2.done():
            print("f2 done already")
            return
        if f.cancelled():
            f2.cancel("chained")
        elif f.exception():
            f2.set_exception(f.exception())
        else:
            f2.set_result(f.result())
    f1.add_done_callback(chain)

    async def w():
        try:
            return await f2
        except asyncio.CancelledError as e:
            return ("ce", e.args)
    t = asyncio.create_task(w())
    await asyncio.sleep(0)
    f1.cancel()
    print(await t)
    t = asyncio.create_task(asyncio.sleep(1))
    seen = []
    t.add_done_callback(lambda t: seen.append((t.cancelled(), t.done(), t.cancelling())))
    await asyncio.sleep(0)
    print(t.cancel(), t.cancelled(), t.done())
    await asyncio.sleep(0)
    print(t.done(), seen)
    await asyncio.sleep(0)
    print(t.done(), t.cancelled(), seen)
    await asyncio.sleep(0)
    print(seen)
    for _ in range(2):
        try:
            await t
        except asyncio.CancelledError as e:
            print("again", e.args)

    async def parent():
        sub = asyncio.create_task(asyncio.sleep(1))
        loop.call_soon(sub.cancel, "sub")
        try:
            await sub
        except asyncio.CancelledError as e:
            print("sub", e.args, asyncio.current_task().cancelling())
        await asyncio.sleep(0)
        return "fine"
    print(await asyncio.create_task(parent()))

    async def store():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            err = e
        await asyncio.sleep(0.01)
        raise err
    t = asyncio.create_task(store())
    await asyncio.sleep(0)
    t.cancel("stored")
    try:
        await t
    except asyncio.CancelledError as e:
        print("stored", e.args, t.cancelled())

    async def swallow():
        try:
            await asyncio.sleep(1)
        finally:
            return "swallowed"
    t = asyncio.create_task(swallow())
    await asyncio.sleep(0)
    t.cancel()
    print(await t, t.cancelled(), t.cancelling())

    async def robust():
        n = 0
        while True:
            try:
                await asyncio.sleep(0.04)
                return n
            except asyncio.CancelledError:
                n += 1
                asyncio.current_task().uncancel()
    t = asyncio.create_task(robust())
    for _ in range(3):
        await asyncio.sleep(0.005)
        t.cancel()
    print(await t, t.cancelling())
    log = []

    async def l3():
        try:
            await asyncio.sleep(1)
        finally:
            log.append(3)

    async def l2():
        try:
            await l3()
        except asyncio.CancelledError:
            log.append("2c")
            raise
        finally:
            log.append(2)

    async def l1():
        try:
            await l2()
        finally:
            log.append(1)
            await asyncio.sleep(0)
            log.append("1b")
    t = asyncio.create_task(l1())
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    print(log, t.cancelled())

    async def killer(v):
        v.cancel("killed")
        return "killer"
    v = asyncio.create_task(asyncio.sleep(1))
    print([type(x).__name__ for x in await asyncio.gather(killer(v), v, return_exceptions=True)])

    async def selfish():
        asyncio.current_task().cancel()
        await asyncio.sleep(0)
        print("never")
    print([type(x).__name__ for x in await asyncio.gather(selfish(), return_exceptions=True)])

    async def slow():
        try:
            await asyncio.sleep(0.05)
            log.append("slow done")
        except asyncio.CancelledError:
            log.append("slow cancelled")
            raise
    log.clear()
    try:
        await asyncio.wait_for(asyncio.shield(asyncio.wait_for(slow(), 1)), 0.01)
    except asyncio.TimeoutError:
        print("outer timeout", log)
    await asyncio.sleep(0.06)
    print(log)
    lock = asyncio.Lock()
    await lock.acquire()

    async def g():
        async with asyncio.TaskGroup() as tg:

            async def inner():
                async with asyncio.timeout(0.02):
                    async with lock:
                        pass
            tg.create_task(inner())
    try:
        await g()
    except* TimeoutError as eg:
        print(len(eg.exceptions), lock.locked())
    lock.release()
    print(lock.locked())
    t = asyncio.create_task(asyncio.sleep(0, "v"))
    t.add_done_callback(lambda t: print("cb cancel", t.cancel()))
    await t
    await asyncio.sleep(0)

    async def ef():
        try:
            await asyncio.sleep(1)
        finally:
            raise KeyError("fin")
    t = asyncio.create_task(ef())
    await asyncio.sleep(0)
    t.cancel("x")
    try:
        await t
    except KeyError as e:
        print("KeyError", type(e.__context__).__name__, t.cancelled(), t.cancelling())


asyncio.run(main())
