import asyncio


async def greet(name):
    print(f"hello, {name}")
    return len(name)


plan = greet("asyncio")
print("the plan is made, nothing has run")

print("length:", asyncio.run(plan))


async def main():
    pass


try:
    asyncio.run(main)
except (TypeError, ValueError):
    print("refused")
