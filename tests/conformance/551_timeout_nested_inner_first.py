# two timeouts, the inner expires: TimeoutError inside, the outer goes on and can expire later
import asyncio

async def main():
    try:
        async with asyncio.timeout(0.14) as outer:
            try:
                async with asyncio.timeout(0.02) as inner:
                    await asyncio.sleep(10.0)
            except TimeoutError:
                print("inner", inner.expired(), outer.expired(), asyncio.current_task().cancelling())
            await asyncio.sleep(10.0)
    except TimeoutError:
        print("outer", inner.expired(), outer.expired(), asyncio.current_task().cancelling())

asyncio.run(main())
