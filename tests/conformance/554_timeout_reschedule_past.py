# reschedule() into the past expires at the next wait; a timeout() that has expired or ended cannot be moved
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1.0) as cm:
            cm.reschedule(loop.time() - 0.02)
            print("body goes on", cm.expired())
            try:
                await asyncio.sleep(10.0)
            finally:
                print("expiring", cm.expired())
                try:
                    cm.reschedule(loop.time() + 1.0)
                except RuntimeError as e:
                    print(e)
    except TimeoutError:
        print("TimeoutError", cm.expired())
    try:
        cm.reschedule(None)
    except RuntimeError as e:
        print(e)
    async with asyncio.timeout(1.0) as cm:
        print("second block")
    try:
        cm.reschedule(None)
    except RuntimeError as e:
        print(e)

asyncio.run(main())
