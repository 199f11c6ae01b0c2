// Other programs: real children, on a virtual clock that waits for them.
// @run --allow-read --allow-run=deno,cat,env,false,pwd,sh,sleep,true,/
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type Coroutine,
  createSubprocessExec,
  createSubprocessShell,
  createTask,
  DEVNULL,
  getRunningLoop,
  PIPE,
  type Process,
  run,
  sleep,
  STDOUT,
  timeout,
  waitFor,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array | null) =>
  data === null ? "null" : new TextDecoder().decode(data);

function virtual<T>(main: Coroutine<T>): Promise<T> {
  return run(main, { loopFactory: newVirtualLoop });
}

async function failure(promise: PromiseLike<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    assert(error instanceof Error);
    return error;
  }
  throw new Error("it did not fail");
}

const noShell = globalThis.Deno?.build.os === "windows";
const place = noShell ? ": not without a POSIX shell" : "";

function test(name: string, fn: () => Promise<void>): void {
  Deno.test({ name: name + place, ignore: noShell, fn });
}

test("`communicate()` writes, reads and waits", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const cat = await createSubprocessExec(["cat"], {
      stdin: PIPE,
      stdout: PIPE,
    });
    log.push(`${cat.pid > 0} ${cat.returncode} ${cat.stderr}`);
    const { stdout, stderr } = await cat.communicate(bytes("hello"));
    log.push(`${text(stdout)} ${text(stderr)} ${cat.returncode}`);
    log.push(`again ${text((await cat.communicate()).stdout)}|`);
    const empty = await createSubprocessExec(["cat"], {
      stdin: PIPE,
      stdout: PIPE,
    });
    log.push(`empty ${text((await empty.communicate()).stdout)}|`);
    const bare = await createSubprocessExec(["true"]);
    const { stdout: none } = await bare.communicate(bytes("not piped"));
    log.push(`bare ${none} ${bare.stdin} ${bare.returncode}`);
  });
  assertEquals(log, [
    "true null null",
    "hello null 0",
    "again |",
    "empty |",
    "bare null null 0",
  ]);
});

test("`communicate()` of more than all buffers hold, both ways", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const big = new Uint8Array(5_000_000).map((_, i) => i % 253);
    const process = await createSubprocessShell("cat; echo errors >&2", {
      stdin: PIPE,
      stdout: PIPE,
      stderr: PIPE,
    });
    const { stdout, stderr } = await process.communicate(big);
    log.push(`${stdout?.every((byte, i) => byte === big[i])}`);
    log.push(`${stdout?.length} ${text(stderr).trim()} ${process.returncode}`);
  });
  assertEquals(log, ["true", "5000000 errors 0"]);
});

test("the return code: an exit code, or -N after signal N", async () => {
  const log: string[] = [];
  await virtual(async () => {
    log.push(String(await (await createSubprocessExec(["true"])).wait()));
    log.push(String(await (await createSubprocessExec(["false"])).wait()));
    const seven = await createSubprocessShell("exit 7");
    log.push(String(await seven.wait()));
    const high = await createSubprocessShell("exit 200");
    log.push(String(await high.wait()));
    for (
      const end of [
        (process: Process) => process.terminate(),
        (process: Process) => process.kill(),
        (process: Process) => process.sendSignal("SIGHUP"),
      ]
    ) {
      const process = await createSubprocessExec(["sleep", "60"]);
      end(process);
      log.push(`${process.returncode} ${await process.wait()}`);
    }
  });
  assertEquals(log, [
    "0",
    "1",
    "7",
    "200",
    "null -15",
    "null -9",
    "null -1",
  ]);
});

test("a program that has ended gets no signal", async () => {
  await virtual(async () => {
    const process = await createSubprocessExec(["sleep", "60"]);
    assertThrows(() => process.sendSignal("SIGNONE"), TypeError);
    process.kill();
    process.kill(); // not yet known to have ended
    await process.wait();
    for (
      const use of [
        () => process.sendSignal("SIGTERM"),
        () => process.terminate(),
      ]
    ) {
      assertThrows(
        use,
        Deno.errors.NotFound,
        `Cannot send SIGTERM: process ${process.pid} has ended`,
      );
    }
    assertThrows(() => process.kill(), Deno.errors.NotFound, "SIGKILL");
  });
});

test("several may wait for the end; a cancelled one harms nobody", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const process = await createSubprocessExec(["cat"], { stdin: PIPE });
    const waits = [1, 2, 3].map(() => createTask(() => process.wait()));
    await sleep(1);
    waits[1]?.cancel();
    log.push((await failure(waits[1]!)).name);
    log.push(`runs ${process.returncode === null}`);
    process.stdin?.close();
    log.push(`${await waits[0]} ${await waits[2]}`);
  });
  assertEquals(log, ["CancelledError", "runs true", "0 0"]);
});

test("`communicate()` cancelled at any moment loses no bytes and leaves no zombie", async () => {
  const log: string[] = [];
  await virtual(async () => {
    for (
      const moment of ["not started", "waiting", "gathering", "by timeout"]
    ) {
      const process = await createSubprocessShell("echo one; exec sleep 60", {
        stdout: PIPE,
        stderr: PIPE,
      });
      if (moment === "by timeout") {
        const error = await failure(waitFor(process.communicate(), 1000));
        log.push(`${moment}: ${error.name}`);
      } else {
        const both = createTask(() => process.communicate());
        if (moment === "waiting") await sleep(0);
        if (moment === "gathering") await sleep(1000);
        both.cancel();
        log.push(`${moment}: ${(await failure(both)).name}`);
      }
      log.push(text(await process.stdout!.readline()).trim());
      process.kill();
      // Nobody waits for it, and yet its end is noticed.
      while (process.returncode === null) await sleep(1000);
      const { stdout } = await process.communicate();
      log.push(`${process.returncode} ${stdout?.length}`);
    }
  });
  assertEquals(
    log,
    ["not started", "waiting", "gathering", "by timeout"].flatMap((moment) => [
      `${moment}: ${
        moment === "by timeout" ? "TimeoutError" : "CancelledError"
      }`,
      "one",
      "-9 0",
    ]),
  );
});

test("two may not `communicate()` at once", async () => {
  await virtual(async () => {
    const process = await createSubprocessExec(["sleep", "60"], {
      stdout: PIPE,
    });
    const first = createTask(() => process.communicate());
    await sleep(0);
    const error = await failure(process.communicate());
    assertEquals(
      error.message,
      "communicate() called while another coroutine is already waiting for incoming data",
    );
    const read = await failure(process.stdout!.read());
    assertEquals(
      read.message,
      "read() called while another coroutine is already waiting for incoming data",
    );
    process.kill();
    assertEquals(text((await first).stdout), "");
  });
});

test("`communicate()` that is refused leaves both outputs as they were", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const process = await createSubprocessShell("echo out; cat; echo err >&2", {
      stdin: PIPE,
      stdout: PIPE,
      stderr: PIPE,
    });
    const errors = createTask(() => process.stderr!.readline());
    await sleep(0);
    log.push((await failure(process.communicate())).message);
    const out = createTask(() => process.stdout!.read(100));
    await sleep(0);
    process.stdin!.close();
    log.push(`${text(await out)}${text(await errors)}`);
    log.push(`${text((await process.communicate()).stdout)}|`);
  });
  assertEquals(log, [
    "communicate() called while another coroutine is already waiting for incoming data",
    "out\nerr\n",
    "|",
  ]);
});

test("a program that does not read its input is no error", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const input = new Uint8Array(1_000_000);
    const process = await createSubprocessExec(["true"], {
      stdin: PIPE,
      stdout: PIPE,
    });
    const { stdout } = await process.communicate(input);
    log.push(`${stdout?.length} ${process.returncode}`);
    const deaf = await createSubprocessExec(["true"], { stdin: PIPE });
    await deaf.wait();
    const error = await failure((async () => {
      for (;;) {
        deaf.stdin!.write(input);
        await deaf.stdin!.drain();
      }
    })());
    log.push(error.name);
    deaf.stdin!.close();
  });
  assertEquals(log, ["0 0", "BrokenPipe"]);
});

test("line by line, in and out; its output can be read after its end", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const process = await createSubprocessExec(["cat"], {
      stdin: PIPE,
      stdout: PIPE,
    });
    for (const line of ["one\n", "two\n"]) {
      process.stdin!.write(bytes(line));
      await process.stdin!.drain();
      log.push(text(await process.stdout!.readline()).trim());
    }
    process.stdin!.write(bytes("three\nfour"));
    log.push(`${process.stdin!.canWriteEof()}`);
    process.stdin!.writeEof();
    await process.stdin!.waitClosed();
    log.push(`code ${await process.wait()}`);
    for await (const line of process.stdout!) log.push(text(line).trim());
  });
  assertEquals(log, ["one", "two", "true", "code 0", "three", "four"]);
});

test("a program whose output is not read stops whoever writes to it", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const process = await createSubprocessExec(["cat"], {
      stdin: PIPE,
      stdout: PIPE,
      limit: 1000,
    });
    const block = new Uint8Array(10_000).fill(7);
    let written = 0;
    const writing = createTask(async () => {
      for (; written < 500; written++) {
        process.stdin!.write(block);
        await process.stdin!.drain();
      }
      process.stdin!.close();
    });
    await sleep(60_000);
    log.push(`stopped ${written < 500}`);
    const all = await process.stdout!.read();
    log.push(`${all.length} ${all.every((byte) => byte === 7)}`);
    await writing;
    log.push(`code ${await process.wait()}`);
  });
  assertEquals(log, ["stopped true", "5000000 true", "code 0"]);
});

test("`drain()` after `close()` waits for what is too much, and takes a turn for the rest", async () => {
  const log: string[] = [];
  await virtual(async () => {
    for (const more of [10_000, 100_000]) {
      // It reads no more than that, and its pipe holds 64 KiB.
      const process = await createSubprocessShell(
        "head -c 20000 >/dev/null; exec sleep 60",
        { stdin: PIPE },
      );
      const input = process.stdin!;
      input.write(new Uint8Array(80_000));
      await input.drain();
      input.write(new Uint8Array(more));
      input.close();
      const drain = createTask(() => input.drain());
      const states = [drain.done()];
      for (let turn = 0; turn < 3; turn++) {
        await sleep(0);
        states.push(drain.done());
      }
      log.push(`${more}: ${states}`);
      process.kill();
      await drain.catch((error) => log.push((error as Error).name));
      await process.wait();
    }
  });
  assertEquals(log, [
    "10000: false,false,true,true",
    "100000: false,false,false,false",
    "BrokenPipe",
  ]);
});

test("a limit holds for its lines", async () => {
  await virtual(async () => {
    const process = await createSubprocessShell("echo 0123456789; echo next", {
      stdout: PIPE,
      limit: 5,
    });
    const error = await failure(process.stdout!.readline());
    assert(error instanceof RangeError);
    assertEquals(text(await process.stdout!.readline()), "next\n");
    await process.wait();
  });
});

test("`STDOUT` for the errors: one pipe in a shell, two joined without", async () => {
  const log: string[] = [];
  const script = "for i in 1 2 3; do echo out $i; echo err $i >&2; done";
  await virtual(async () => {
    const shell = await createSubprocessShell(script, {
      stdout: PIPE,
      stderr: STDOUT,
    });
    const { stdout, stderr } = await shell.communicate();
    log.push(`${text(stdout).split("\n").join(",")} ${stderr} ${shell.stderr}`);
    const exec = await createSubprocessExec(["sh", "-c", script], {
      stdout: PIPE,
      stderr: STDOUT,
    });
    const both = text((await exec.communicate()).stdout).trim().split("\n");
    log.push(both.filter((line) => line.startsWith("out")).join());
    log.push(both.filter((line) => line.startsWith("err")).join());
    const silent = await createSubprocessExec(["sh", "-c", script], {
      stdout: DEVNULL,
      stderr: STDOUT,
    });
    log.push(`${silent.stdout} ${silent.stderr} ${await silent.wait()}`);
    const big = await createSubprocessExec(
      [
        "sh",
        "-c",
        "head -c 1000000 /dev/zero & head -c 1000000 /dev/zero >&2; wait",
      ],
      { stdout: PIPE, stderr: STDOUT },
    );
    log.push(`${(await big.communicate()).stdout?.length}`);
  });
  assertEquals(log, [
    "out 1,err 1,out 2,err 2,out 3,err 3, null null",
    "out 1,out 2,out 3",
    "err 1,err 2,err 3",
    "null null 0",
    "2000000",
  ]);
});

test("`STDOUT` where the output is this program's own", async () => {
  const program = `
    import { createSubprocessExec, createSubprocessShell, run, STDOUT } from ${
    JSON.stringify(import.meta.resolve("../mod.ts"))
  };
    await run(async () => {
      const options = { stderr: STDOUT };
      const exec = await createSubprocessExec(["sh", "-c", "echo exec >&2"], options);
      await exec.wait();
      const shell = await createSubprocessShell("echo shell >&2", options);
      await shell.wait();
    });`;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--ext=ts", program],
    stdin: "null",
  }).output();
  assertEquals([text(stdout), text(stderr)], ["exec\nshell\n", ""]);
});

test("folder, environment, nothing to read", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const output = async (process: Process) =>
      text((await process.communicate()).stdout).trim();
    const options = { stdout: PIPE } as const;
    log.push(
      await output(
        await createSubprocessExec(["pwd"], { ...options, cwd: "/" }),
      ),
    );
    log.push(
      await output(
        await createSubprocessExec(["env"], { ...options, env: { A: "1" } }),
      ),
    );
    log.push(
      await output(
        await createSubprocessExec(["cat"], { ...options, stdin: DEVNULL }),
      ),
    );
  });
  assertEquals(log, ["/", "A=1", ""]);
});

test("what cannot be started says what and why", async () => {
  await virtual(async () => {
    const folder = await failure(
      createSubprocessExec(["cat"], { cwd: "/no/such/folder" }),
    );
    assert(folder instanceof Deno.errors.NotFound);
    assertEquals(folder.message.includes("/no/such/folder"), true);
    const forbidden = await failure(createSubprocessExec(["ls"]));
    assert(forbidden instanceof Deno.errors.NotCapable);
    assertEquals(
      forbidden.message,
      'Cannot start ls: Requires run access to "ls", run again with the --allow-run flag',
    );
    const denied = await failure(createSubprocessExec(["/"]));
    assert(denied instanceof Deno.errors.PermissionDenied);
    assert(denied.message.startsWith("Cannot start /: "), denied.message);
  });
});

test("wrong arguments are told at once", async () => {
  await virtual(async () => {
    await sleep(0);
    assertThrows(
      () => createSubprocessExec("cat" as unknown as ["cat"]),
      TypeError,
      'createSubprocessExec() takes ["program", ...arguments]',
    );
    assertThrows(
      () => createSubprocessShell(["cat"] as unknown as string),
      TypeError,
      "createSubprocessShell() takes a command line, as one string",
    );
    assertThrows(
      () =>
        createSubprocessExec(["cat"], { stdout: STDOUT as unknown as null }),
      TypeError,
      "PIPE, DEVNULL or null was expected",
    );
    assertThrows(
      () => createSubprocessExec(["cat"], { stdout: PIPE, limit: 0 }),
      RangeError,
      "Limit cannot be <= 0",
    );
  });
  assertThrows(
    () => createSubprocessExec(["cat"]),
    Error,
    "no running event loop",
  );
});

test("a child in the virtual time of its parent", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const loop = getRunningLoop();
    // A quick child is there before a timeout that is far away.
    const quick = await createSubprocessExec(["true"]);
    log.push(`${await timeout(1000, () => quick.wait())} at ${loop.time()}`);
    // A slow one is not, and nobody has to wait for it.
    const slow = await createSubprocessExec(["sleep", "60"]);
    const error = await failure(timeout(1000, () => slow.wait()));
    log.push(`${error.name} at ${loop.time()}`);
    slow.kill();
    await slow.wait();
  });
  assertEquals(log, ["0 at 0", "TimeoutError at 1000"]);
});

test("a child that still runs when `run()` ends is killed", async () => {
  for (const loopFactory of [newVirtualLoop, undefined]) {
    const child = await run(
      () => createSubprocessExec(["cat"], { stdin: PIPE, stdout: PIPE }),
      loopFactory === undefined ? {} : { loopFactory },
    );
    assertEquals(child.returncode, -9);
    assertEquals(child.stdin?.isClosing(), true);
  }
});
