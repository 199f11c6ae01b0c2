/** Real servers in processes of their own, on free ports of this machine. */

/** A server that tests may kill and start again. */
export interface Server {
  /** Where it answers; the same after a restart. */
  readonly url: string;
  start(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Has it hang: it takes connections, and answers nothing until thawed. */
  freeze(): void;
  thaw(): void;
  /** Ends it in order, and removes its data. */
  stop(): Promise<void>;
}

/** Whether the tests that need servers are to run: `deno task test:servers`. */
export function serversWanted(): boolean {
  return Deno.env.get("ASYNCIO_SERVERS") === "1";
}

const STARTUP = 300_000; // milliseconds until it must answer: it may download
const PATIENCE = 3_000; // milliseconds that it gets for each signal

/**
 * Makes a server of a script that takes a folder and a port.
 *
 * @param script a file of this folder
 * @param scheme what the URL begins with
 * @param answers asks whether it is ready
 */
export async function makeServer(
  script: string,
  scheme: string,
  answers: (url: string) => Promise<boolean>,
): Promise<Server> {
  const folder = await Deno.makeTempDir();
  const port = freePort();
  const url = `${scheme}127.0.0.1:${port}`;
  let child: Deno.ChildProcess | null = null;

  async function start(): Promise<void> {
    child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--no-config", "--allow-all"],
        `--lock=${import.meta.dirname}/servers.lock`,
        new URL(script, import.meta.url).href,
        ...[`${folder}/data`, `${port}`],
      ],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    let over = false;
    child.status.then(() => over = true);
    const deadline = performance.now() + STARTUP;
    while (performance.now() < deadline) {
      if (over) throw new Error(`${script} ended before it answered`);
      if (await answers(url)) return;
      await pause(50);
    }
    await kill();
    throw new Error(`${script} did not answer within ${STARTUP} ms`);
  }

  /** Sends a signal; tells whether the process ended in time. */
  async function signal(name: Deno.Signal): Promise<boolean> {
    if (child === null) return true;
    try {
      child.kill(name);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended already
    }
    const ended = child.status.then(() => true);
    const timer = pause(PATIENCE);
    const inTime = await Promise.race([ended, timer.then(() => false)]);
    timer.cancel();
    if (inTime) child = null;
    return inTime;
  }

  async function kill(): Promise<void> {
    await signal("SIGKILL");
  }

  async function stop(): Promise<void> {
    for (const name of ["SIGTERM", "SIGINT", "SIGKILL"] as const) {
      if (await signal(name)) break;
    }
    await Deno.remove(folder, { recursive: true });
  }

  await start();
  const freeze = () => child?.kill("SIGSTOP");
  const thaw = () => child?.kill("SIGCONT");
  return { url, start, kill, freeze, thaw, stop };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function pause(ms: number): Promise<void> & { cancel(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const cancel = () => {
    clearTimeout(timer);
    resolve();
  };
  return Object.assign(promise, { cancel });
}
