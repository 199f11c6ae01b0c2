# the future that shield() returns: cancelling it leaves the inner one alone; shields can be stacked
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    inner = loop.create_future()
    one = asyncio.shield(inner)
    two = asyncio.shield(one)
    other = asyncio.shield(inner)
    print(one is inner, two.cancel(), two.cancelled(), one.cancelled(), inner.cancelled())
    print(one.cancel(), inner.cancelled(), other.done())
    inner.set_result("value")
    print(other.done())
    await asyncio.sleep(0)
    print(other.done(), other.result(), one.cancelled(), one.cancel())
    print(asyncio.shield(inner) is inner)
    failed = loop.create_future()
    outer = asyncio.shield(failed)
    failed.set_exception(ValueError("inner"))
    try:
        await outer
    except ValueError as e:
        print(repr(e), outer.exception() is failed.exception())

asyncio.run(main())
