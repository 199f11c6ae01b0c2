# async generators: anext, asend, athrow, aclose before the start, wait_for around anext, several consumers
import asyncio


async def main():
    log = []

    async def gen(n):
        try:
            for i in range(n):
                log.append(f"y{i}")
                yield i
        finally:
            log.append("fin")
            await asyncio.sleep(0)
            log.append("closed")
    g = gen(3)
    print(await anext(g), await g.__anext__())
    await g.aclose()
    print(log)
    log.clear()
    try:
        await anext(g)
    except StopAsyncIteration:
        print("stopped")
    g = gen(3)
    await g.aclose()
    print(log)
    async for x in g:
        print("never")
    g = gen(3)
    async for x in g:
        if x == 1:
            break
    await g.aclose()
    print(log)
    log.clear()
    print([x * 2 async for x in gen(3)], {x async for x in gen(2)})
    log.clear()

    async def bad():
        yield 1
        raise ValueError("in gen")
    try:
        async for x in bad():
            print(x)
    except ValueError as e:
        print(e)

    async def thr():
        try:
            yield 1
        except KeyError as e:
            log.append("got")
            yield 2
    g = thr()
    await anext(g)
    print(await g.athrow(KeyError("k")), log)
    log.clear()
    await g.aclose()

    async def echo():
        r = None
        while True:
            r = (yield r)
            log.append(r)
    g = echo()
    await g.asend(None)
    print(await g.asend("a"), await g.asend("b"), log)
    await g.aclose()
    log.clear()

    async def slow():
        try:
            yield 1
            await asyncio.sleep(1)
            yield 2
        except asyncio.CancelledError:
            log.append("gen cancelled")
            raise

    async def cons():
        async for x in slow():
            log.append(x)
    t = asyncio.create_task(cons())
    await asyncio.sleep(0.01)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cons cancelled", log)
        log.clear()
    g = slow()
    print(await anext(g))
    try:
        await asyncio.wait_for(anext(g), 0.01)
    except asyncio.TimeoutError:
        print("timeout", log)

    async def ticker(n, c):
        for i in range(c):
            yield f"{n}{i}"
            await asyncio.sleep(0)

    async def eat(n):
        async for x in ticker(n, 3):
            log.append(x)
    log.clear()
    await asyncio.gather(eat("a"), eat("b"))
    print(log)
    q = asyncio.Queue()

    async def drain():
        while True:
            item = await q.get()
            if item is None:
                return
            yield item

    async def prod():
        for i in range(3):
            await q.put(i)
            await asyncio.sleep(0)
        await q.put(None)
    t = asyncio.create_task(prod())
    print([x async for x in drain()])
    await t


asyncio.run(main())
