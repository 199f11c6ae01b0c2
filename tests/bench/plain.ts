/** The floor: what promises alone cost, where each program does its own work. */
import { serve, talk } from "./_echo.ts";
import { delay, range } from "./_sample.ts";
import {
  connections,
  listenOptions,
  measure,
  message,
  weigh,
} from "./_worker.ts";

const ready = Promise.resolve();

async function noop(): Promise<void> {}

async function spin(n: number): Promise<void> {
  for (let i = 0; i < n; i++) await ready;
}

/** A queue as one writes it by hand: two lists of those who wait. */
class PlainQueue<T> {
  #items: T[] = [];
  #head = 0;
  #getters: ((item: T) => void)[] = [];
  #putters: (() => void)[] = [];
  constructor(readonly maxsize: number) {}

  put(item: T): Promise<void> | void {
    const getter = this.#getters.shift();
    if (getter) return getter(item);
    this.#items.push(item);
    if (this.#items.length - this.#head > this.maxsize) {
      return new Promise((resolve) => this.#putters.push(resolve));
    }
    return;
  }

  get(): T | Promise<T> {
    if (this.#head === this.#items.length) {
      return new Promise((resolve) => this.#getters.push(resolve));
    }
    const item = this.#items[this.#head++];
    if (this.#head === this.#items.length) {
      this.#items = [];
      this.#head = 0;
    }
    this.#putters.shift()?.();
    return item;
  }
}

async function pass(n: number, pairs: number, maxsize: number): Promise<void> {
  const queue = new PlainQueue<number>(maxsize);
  const produce = async () => {
    for (let i = 0; i < n / pairs; i++) await queue.put(i);
  };
  const consume = async () => {
    for (let i = 0; i < n / pairs; i++) await queue.get();
  };
  await Promise.all(range(pairs).flatMap(() => [produce(), consume()]));
}

/** What `await promise, but at most a second` takes by hand. */
async function withTimeout(promise: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("timeout")), 1000);
  });
  try {
    await Promise.race([promise, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

async function deep(depth: number): Promise<void> {
  if (depth > 0) await deep(depth - 1);
  else await ready;
}

async function echo(n: number): Promise<void> {
  const server = Deno.listen(listenOptions);
  const accept = (async () => {
    for (let i = 0; i < connections; i++) serve(await server.accept());
  })();
  const { port } = server.addr as Deno.NetAddr;
  await Promise.all(
    range(connections).map(() => talk(port, n / connections)),
  );
  await accept;
  server.close();
}

async function talkStreams(port: number, rounds: number): Promise<void> {
  const conn = await Deno.connect({ ...listenOptions, port });
  const writer = conn.writable.getWriter();
  const reader = conn.readable.getReader();
  for (let i = 0; i < rounds; i++) {
    await writer.write(message);
    for (let have = 0; have < message.length;) {
      const { value, done } = await reader.read();
      if (done) throw new Error("the echo ended early");
      have += value.length;
    }
  }
  await writer.close();
}

/** The echo over the streams that Deno has itself. */
async function streams(n: number): Promise<void> {
  const server = Deno.listen(listenOptions);
  const served: Promise<void>[] = [];
  const accept = (async () => {
    for (let i = 0; i < connections; i++) {
      const { readable, writable } = await server.accept();
      served.push(readable.pipeTo(writable));
    }
  })();
  const { port } = server.addr as Deno.NetAddr;
  await Promise.all(
    range(connections).map(() => talkStreams(port, n / connections)),
  );
  await accept;
  await Promise.all(served);
  server.close();
}

const workloads = {
  switch1: spin,

  async switch1000(n: number) {
    await Promise.all(range(1000).map(() => spin(n / 1000)));
  },

  async spawn(n: number) {
    await Promise.all(range(n).map(noop));
  },

  async taskgroup(n: number) {
    const children: Promise<void>[] = [];
    for (let i = 0; i < n; i++) children.push(noop());
    for (const child of children) await child;
  },

  queue1: (n: number) => pass(n, 1, 16),
  queue10: (n: number) => pass(n, 10, 64),

  async semaphore(n: number) {
    let permits = 10;
    const waiters: (() => void)[] = [];
    let first = 0;
    const acquire = () => {
      if (permits === 0) {
        return new Promise<void>((resolve) => waiters.push(resolve));
      }
      permits--;
      return;
    };
    const release = () => {
      if (first < waiters.length) waiters[first++]();
      else permits++;
    };
    await Promise.all(
      range(n / 100).map(async () => {
        for (let i = 0; i < 100; i++) {
          await acquire();
          await ready;
          release();
        }
      }),
    );
  },

  async timers(n: number) {
    await Promise.all(
      range(n).map((i) =>
        new Promise((resolve) => setTimeout(resolve, delay(i)))
      ),
    );
  },

  async cancel(n: number) {
    const cancels: ((reason: Error) => void)[] = [];
    const wait = async () => {
      await new Promise((_, reject) => cancels.push(reject));
    };
    const waiting = Promise.allSettled(range(n).map(wait));
    await ready;
    for (const cancel of cancels) cancel(new Error("cancelled"));
    await waiting;
  },

  async waitFor(n: number) {
    for (let i = 0; i < n; i++) await withTimeout(noop());
  },

  async timeout(n: number) {
    for (let i = 0; i < n; i++) {
      const timer = setTimeout(() => {}, 1000);
      await ready;
      clearTimeout(timer);
    }
  },

  async run(n: number) {
    for (let i = 0; i < n; i++) await noop();
  },

  async chain(n: number) {
    for (let i = 0; i < n; i++) await deep(100);
  },

  async callSoon(n: number) {
    let left = n;
    await new Promise<void>((resolve) => {
      const callback = () => {
        if (--left === 0) resolve();
      };
      for (let i = 0; i < n; i++) queueMicrotask(callback);
    });
  },

  async callSoonChain(n: number) {
    let left = n;
    await new Promise<void>((resolve) => {
      const callback = () => {
        if (--left === 0) resolve();
        else queueMicrotask(callback);
      };
      queueMicrotask(callback);
    });
  },

  async event(n: number) {
    let woken: () => void;
    let event: Promise<void>;
    const arm = () => {
      event = new Promise((resolve) => woken = resolve);
    };
    arm();
    const waiters = Promise.all(
      range(n / 20).map(async () => {
        for (let i = 0; i < 20; i++) await event;
      }),
    );
    for (let i = 0; i < 20; i++) {
      woken!();
      arm();
      await ready;
      await ready;
    }
    await waiters;
  },

  echo,
  streams,
};

if (Deno.args[0] === "memory") {
  const n = +Deno.args[1];
  const suspended: Promise<void>[] = [];
  const wait = async () => {
    await new Promise(() => {});
  };
  await weigh(n, async () => {
    for (let i = 0; i < n; i++) suspended.push(wait());
    await ready;
  });
} else {
  await measure(workloads);
}
