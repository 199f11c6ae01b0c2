# readline/readuntil over the limit: messages, what is dropped and what stays
import asyncio

async def attempt(label, coro):
    try:
        print(label, (await coro).decode().strip())
    except asyncio.LimitOverrunError as e:
        print(label, "LimitOverrunError", e.consumed, e)
    except ValueError as e:
        print(label, "ValueError", e)

async def main():
    r = asyncio.StreamReader(limit=5)
    r.feed_data(b"too long\nnext\n")
    await attempt("line found", r.readline())
    await attempt("then", r.readline())
    r.feed_data(b"no end yet")
    await attempt("line open", r.readline())
    r.feed_data(b"ab\n")
    await attempt("then", r.readline())
    r.feed_data(b"abcdefg|")
    await attempt("until found", r.readuntil(b"|"))
    await attempt("stays", r.read(100))
    r.feed_data(b"abcdefg")
    await attempt("until open", r.readuntil(b"||"))
    await attempt("stays", r.readexactly(7))
    try:
        asyncio.StreamReader(limit=0)
    except ValueError as e:
        print(e)
    try:
        await r.readexactly(-1)
    except ValueError as e:
        print(e)
    try:
        await r.readuntil(b"")
    except ValueError as e:
        print(e)

asyncio.run(main())
