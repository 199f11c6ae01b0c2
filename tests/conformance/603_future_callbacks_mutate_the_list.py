# done callbacks that cancel, re-register and remove: the list is fixed at completion
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    log = []

    def third(fut):
        log.append("third")

    def first(fut):
        log.append(f"first {fut.cancel()!s} {fut.remove_done_callback(third)}")
        fut.add_done_callback(third)
        log.append(f"removed {fut.remove_done_callback(third)}")

    def second(fut):
        log.append("second")
        fut.add_done_callback(second_again)

    def second_again(fut):
        log.append("second again")

    for cb in [first, second, third, first]:
        f.add_done_callback(cb)
    print(f.remove_done_callback(second_again), f.remove_done_callback(first))
    f.add_done_callback(first)
    f.set_result("value")
    await asyncio.sleep(0)
    print(log)
    await asyncio.sleep(0)
    print(log)

asyncio.run(main())
