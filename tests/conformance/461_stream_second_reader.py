# a second reader is refused; a cancelled one leaves the bytes; an exception wakes and stays
import asyncio

async def main():
    r = asyncio.StreamReader()
    first = asyncio.create_task(r.readexactly(6))
    await asyncio.sleep(0)
    for read in (r.read, r.readline, lambda: r.readexactly(2), r.readuntil):
        try:
            await read()
        except RuntimeError as e:
            print(e)
    r.feed_data(b"abc")
    await asyncio.sleep(0.01)
    first.cancel()
    try:
        await first
    except asyncio.CancelledError:
        print("cancelled")
    second = asyncio.create_task(r.readline())
    await asyncio.sleep(0)
    r.feed_data(b"def\n")
    print((await second).decode().strip(), r.at_eof())
    third = asyncio.create_task(r.read(1))
    await asyncio.sleep(0)
    r.set_exception(ZeroDivisionError("broken"))
    for _ in range(2):
        try:
            await (third if _ == 0 else r.read(1))
        except ZeroDivisionError as e:
            print("raised", e, r.exception() is e)

asyncio.run(main())
