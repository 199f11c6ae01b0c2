# gather, wait and as_completed over generators, dictionaries and sets, rounds of wait, time limits of as_completed
import asyncio


async def main():

    async def w(n, d=0.0):
        await asyncio.sleep(d)
        return n

    def gen():
        for i in range(3):
            yield asyncio.ensure_future(w(i))
    done, pending = await asyncio.wait(gen())
    print(len(done), len(pending))
    print(sorted([await x for x in asyncio.as_completed(gen())]))
    print(await asyncio.gather(*gen()))
    d = {"a": asyncio.create_task(w("A")), "b": asyncio.create_task(w("B"))}
    done, _ = await asyncio.wait(d.values())
    print(len(done), [n for n, t in d.items() if t in done])
    tasks = {asyncio.create_task(w(i, 0.02 * i), name=f"t{i}") for i in range(1, 4)}
    while tasks:
        done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        print([t.get_name() for t in done], len(tasks))
    try:
        for x in asyncio.as_completed([w(1, 0.01), w(2, 1)], timeout=0.03):
            print(await x)
    except asyncio.TimeoutError as e:
        print("timeout", e.args)
    try:
        async for t in asyncio.as_completed([asyncio.create_task(w(1, 0.01)), asyncio.create_task(w(2, 1))], timeout=0.03):
            print(await t)
    except asyncio.TimeoutError as e:
        print("timeout", e.args)
    for x in asyncio.as_completed([w(1)], timeout=0):
        try:
            print(await x)
        except asyncio.TimeoutError:
            print("timeout 0")

    async def bad():
        raise ValueError("b")
    ts = {asyncio.create_task(w("x", 0.02)): "x", asyncio.create_task(bad()): "bad"}
    async for t in asyncio.as_completed(ts):
        print(ts[t], t.done(), repr(t.exception()))
    f = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, f.set_result, "F")
    print(await asyncio.gather(f, w("c"), asyncio.create_task(w("t")), asyncio.shield(w("s")), asyncio.wait_for(w("wf"), 1), asyncio.gather(w(1), w(2))))
    t = asyncio.create_task(w(1), name=None)
    print(t.get_name().startswith("Task-"))
    await t
    t = asyncio.create_task(w("done"))
    await t
    print(await asyncio.wait_for(t, -1), await asyncio.wait_for(t, 0), await asyncio.wait_for(t, None), await asyncio.shield(t))

    async def outer():
        return [asyncio.create_task(w("inner"))]
    inner, = await asyncio.create_task(outer())
    print(inner.done(), await inner)
    s = asyncio.shield(w("sh", 0.01))
    g = asyncio.gather(w(1), w(2))
    done, pending = await asyncio.wait([s, g])
    print(s in done, g in done, g.result())
    t = asyncio.create_task(w("m", 0.01))
    print(await asyncio.gather(*(asyncio.shield(t) for _ in range(3)), t))


asyncio.run(main())
