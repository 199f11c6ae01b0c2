import {
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function c() {
    try {
      await sleep(10_000);
    } finally {
      print("c finally");
      await sleep(0);
      print("c cleaned");
    }
  }

  async function b() {
    try {
      await c();
    } finally {
      print("b finally");
    }
  }

  async function a() {
    try {
      await createTask(() => b());
    } catch (e) {
      except(e, CancelledError);
      print("a except");
      throw e;
    } finally {
      print("a finally");
    }
  }

  async function main() {
    const t = createTask(() => a());
    await sleep(20);
    t.cancel();
    print("cancelled");
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print("main except", t.cancelled());
    }
  }

  await run(main);
}
