# (3.13+) StreamReader: limits at the very byte, separators across pieces, what is left after an overrun, a broken stream
import asyncio

async def attempt(name, aw):
    try:
        print(name, await aw)
    except (RuntimeError, ValueError, EOFError, asyncio.LimitOverrunError) as e:
        print(name, type(e).__name__, e)

async def main():
    make = asyncio.StreamReader
    reader = make(limit=3)
    reader.feed_data(b"abc\nabcd\nabcde")
    await attempt("at the limit", reader.readline())
    await attempt("over it", reader.readline())
    reader.feed_data(b"fgh\nijk\n")
    await attempt("still over", reader.readline())
    await attempt("the next", reader.readline())
    reader = make(limit=4)
    reader.feed_data(b"abcdefgh\nrest")
    await attempt("until", reader.readuntil(b"\n"))
    print(await reader.readexactly(9), await reader.read(100))
    reader = make(limit=3)
    reader.feed_data(b"abcde---")
    await attempt("a long separator", reader.readuntil(b"---"))
    reader = make()
    task = asyncio.create_task(attempt("across", reader.readuntil(b"\r\n")))
    for piece in (b"ab\r", b"\rc\r", b"\nrest"):
        await asyncio.sleep(0)
        print(task.done())
        reader.feed_data(piece)
    await task
    print(await reader.read(10))
    reader.feed_data(b"a12b1c")
    print(await reader.readuntil((b"12", b"1")), await reader.readuntil((b"1",)))
    for separator in (b"", ()):
        await attempt("no separator", reader.readuntil(separator))
    await attempt("a negative size", reader.readexactly(-1))
    print(await reader.read(0), await reader.readexactly(0), await reader.read(5))
    task = asyncio.create_task(attempt("waiting", reader.readexactly(4)))
    await asyncio.sleep(0)
    reader.feed_data(b"xy")
    await asyncio.sleep(0)
    reader.feed_eof()
    await task
    print(reader.at_eof(), await reader.readline(), await reader.read())
    await attempt("at the end", reader.readexactly(1))
    broken = make()
    task = asyncio.create_task(attempt("broken while it waits", broken.read()))
    await asyncio.sleep(0)
    broken.feed_data(b"data")
    broken.set_exception(ValueError("broken"))
    await task
    for method in (broken.read, broken.readline, broken.readuntil):
        await attempt("broken", method())

asyncio.run(main())
