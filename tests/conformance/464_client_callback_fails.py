# a client callback that fails goes to the exception handler, the server serves on
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(
        lambda loop, context: print(context["message"], "|", context["exception"])
    )

    async def handle(reader, writer):
        line = await reader.readline()
        writer.write(line)
        writer.close()
        raise ZeroDivisionError(line.decode().strip())

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for word in [b"one\n", b"two\n"]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(word)
        print("rest", len(await reader.read()), reader.at_eof())
        writer.close()
        await writer.wait_closed()
    print("serving", server.is_serving())
    server.close()
    await server.wait_closed()

asyncio.run(main())
