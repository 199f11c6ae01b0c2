# reset() with a token gives back the old value, also over a wait; another task cannot use the token
import asyncio
import contextvars

async def other(token):
    try:
        cv.reset(token)
    except ValueError:
        print("ValueError in another context")
    print("other", cv.get())

async def main():
    token = cv.set("main")
    inner = cv.set("inner")
    await asyncio.sleep(0)
    print(cv.get())
    cv.reset(inner)
    print(cv.get())
    await asyncio.create_task(other(token))
    cv.reset(token)
    print(cv.get())
    try:
        cv.reset(token)
    except RuntimeError:
        print("RuntimeError: used already")

cv = contextvars.ContextVar("cv", default="default")
asyncio.run(main())
