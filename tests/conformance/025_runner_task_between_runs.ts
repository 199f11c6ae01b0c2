import { createTask, print, Runner, sleep } from "./_python.ts";

export default async function program() {
  async function bg() {
    try {
      let n = 0;
      while (true) {
        print("bg", n);
        n += 1;
        await sleep(0);
      }
    } finally {
      print("bg finally");
    }
  }

  async function first() {
    createTask(bg);
    await sleep(0);
    print("first returns");
  }

  async function second() {
    await sleep(0);
    print("second returns");
  }

  const runner = new Runner();
  try {
    await runner.run(first);
    print("between runs");
    await runner.run(second);
    print("leaving the with block");
  } finally {
    await runner.close();
  }
  print("end");
}
