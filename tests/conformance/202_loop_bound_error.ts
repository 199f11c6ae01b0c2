import {
  except,
  Lock,
  print,
  run,
  RuntimeError,
  str,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  const lock = new Lock();

  async function contend() {
    await lock.acquire();
    try {
      await waitFor(() => lock.acquire(), 20);
    } catch (e) {
      except(e, TimeoutError);
      print("timeout in loop 1");
    }
  }

  async function second() {
    try {
      await lock.acquire();
    } catch (e) {
      except(e, RuntimeError);
      print("RuntimeError", str(e).slice(-31));
    }
  }

  await run(contend);
  await run(second);
}
