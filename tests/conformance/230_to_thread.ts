import {
  busyWait,
  createTask,
  except,
  moduleFunction,
  print,
  run,
  sleep,
  str,
  toThread,
  ValueError,
} from "./_python.ts";

// Outside of program, where a Worker finds them too.
export function work(a: number, b = 0) {
  busyWait(60);
  return a + b;
}

export function bad() {
  throw new ValueError("in thread");
}

export default async function program() {
  const workInThread = moduleFunction<typeof work>(import.meta.url, "work");
  const badInThread = moduleFunction<typeof bad>(import.meta.url, "bad");

  async function ticker() {
    let n = 0;
    while (true) {
      n += 1;
      ticks.push(n);
      await sleep(10);
    }
  }

  const ticks: number[] = [];

  async function main() {
    const t = createTask(() => ticker());
    print(await toThread(workInThread, 1, 2));
    print("loop was alive:", ticks.length >= 2);
    try {
      await toThread(badInThread);
    } catch (e) {
      except(e, ValueError);
      print("ValueError", str(e));
    }
    t.cancel();
  }

  await run(main);
}
