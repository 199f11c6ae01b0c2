import asyncio


async def main():
    await asyncio.sleep(0.05)
    return {"status": "ok", "items": 3}


result = asyncio.run(main())
print(result["status"], result["items"])
