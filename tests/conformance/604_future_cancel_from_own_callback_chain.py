# futures that cancel each other in their callbacks: one iteration a link, and cancel() is False the second time
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    fs = [loop.create_future() for _ in range(4)]
    log = []

    def link(i):
        def cancel_next(fut):
            log.append(f"{i} {fs[(i + 1) % 4].cancel()!s}")

        return cancel_next

    for i in range(4):
        fs[i].add_done_callback(link(i))
    print(fs[0].cancel(), [f.cancelled() for f in fs])
    for _ in range(4):
        await asyncio.sleep(0)
        print(log, [f.cancelled() for f in fs])
    try:
        await fs[3]
    except asyncio.CancelledError:
        print("CancelledError", asyncio.current_task().cancelling())

asyncio.run(main())
