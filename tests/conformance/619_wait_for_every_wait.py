# wait_for around every wait of asyncio's own: what is late is cancelled, its end awaited, and the place can be used again
import asyncio


async def late(name, aw):
    try:
        await asyncio.wait_for(aw, 0.02)
    except asyncio.TimeoutError:
        print(name, "timeout")


async def main():
    condition = asyncio.Condition()
    async with condition:
        await late("condition", condition.wait())
        print(condition.locked())
        await late("predicate", condition.wait_for(lambda: False))
        print(condition.locked())
    print(condition.locked())
    queue = asyncio.Queue(1)
    await late("get", queue.get())
    await queue.put(1)
    await late("put", queue.put(2))
    await late("join", queue.join())
    print(queue.qsize(), queue.get_nowait())
    barrier = asyncio.Barrier(2)
    await late("barrier", barrier.wait())
    print(barrier.n_waiting, barrier.broken)
    print(await asyncio.gather(barrier.wait(), barrier.wait()))
    semaphore = asyncio.Semaphore(0)
    await late("semaphore", semaphore.acquire())
    semaphore.release()
    print(semaphore.locked())
    event = asyncio.Event()
    await late("event", event.wait())
    task = asyncio.create_task(event.wait())
    await late("wait", asyncio.wait([task]))
    await late("gather", asyncio.gather(asyncio.shield(task)))
    print(task.done())
    await late("wait_for", asyncio.wait_for(event.wait(), 1))
    event.set()
    print(await task)
    reader = asyncio.StreamReader()
    await late("readline", reader.readline())
    reader.feed_data(b"line\n")
    print(await asyncio.wait_for(reader.readline(), 0.02))

    async def work():
        try:
            await asyncio.sleep(1)
        finally:
            await asyncio.sleep(0.02)
            print("cleaned up")

    await late("work", work())
    print(await asyncio.gather(queue_item(queue), asyncio.sleep(0.02, "slept")))


async def queue_item(queue):
    await queue.put("item")
    return await queue.get()


asyncio.run(main())
