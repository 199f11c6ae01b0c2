// What needs Deno says so elsewhere: the calls run where there is no `Deno`, in
// this very process, and on the other runtimes by `deno task test:node`.
import { assertEquals } from "@std/assert";
import {
  createSubprocessExec,
  createSubprocessShell,
  getRunningLoop,
  openConnection,
  openUnixConnection,
  run,
  startServer,
  startUnixServer,
} from "../mod.ts";
import { asyncTest, newVirtualLoop } from "../loop/testing.ts";
import { features } from "./everywhere/differences.ts";

const calls: Readonly<Record<string, () => unknown>> = {
  "openConnection()": () => openConnection("127.0.0.1", 1),
  "openUnixConnection()": () => openUnixConnection("none"),
  "startServer()": () => startServer(() => {}, "127.0.0.1", 0),
  "startUnixServer()": () => startUnixServer(() => {}, "none"),
  "createSubprocessExec()": () => createSubprocessExec(["none"]),
  "createSubprocessShell()": () => createSubprocessShell("none"),
  "asyncTest()": () => asyncTest("none", async () => {}),
  "EventLoop.addSignalHandler()": () =>
    getRunningLoop().addSignalHandler("SIGTERM", () => {}),
};

/** Runs a function where the global is missing, as on a runtime without it. */
async function without(
  names: readonly string[],
  fn: () => unknown,
): Promise<void> {
  const saved = names.map((name) =>
    Object.getOwnPropertyDescriptor(globalThis, name)
  );
  for (const name of names) Reflect.deleteProperty(globalThis, name);
  try {
    await fn();
  } finally {
    for (const [i, descriptor] of saved.entries()) {
      if (descriptor) Object.defineProperty(globalThis, names[i], descriptor);
    }
  }
}

Deno.test("what needs Deno throws without it, and names what it needs", async () => {
  const seen: unknown[] = [];
  const due: unknown[] = [];
  for (const { names, where, error, says } of features) {
    // The host's signals were found when the module was loaded.
    if (where !== "Deno") continue;
    for (const name of names) {
      due.push([name, error, true]);
      await without(["Deno"], () =>
        run(async () => {
          try {
            await calls[name]?.();
          } catch (thrown) {
            const { name: kind, message } = thrown as Error;
            seen.push([name, kind, message.includes(says)]);
          }
        }, { loopFactory: newVirtualLoop }));
    }
  }
  assertEquals(seen, due);
});

Deno.test("every name on the list is called here", () => {
  assertEquals(
    features.flatMap(({ names }) => names).toSorted(),
    Object.keys(calls).toSorted(),
  );
});
