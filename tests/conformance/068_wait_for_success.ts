// deno-lint-ignore-file require-await
import {
  createTask,
  except,
  print,
  run,
  sleep,
  ValueError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function ok() {
    await sleep(20);
    return "ok";
  }

  async function bad() {
    throw new ValueError("bad");
  }

  async function main() {
    print(await waitFor(ok, 1000));
    print(await waitFor(ok, null));
    print(await waitFor(createTask(ok), 1000));
    try {
      await waitFor(bad, 1000);
    } catch (e) {
      except(e, ValueError);
      print("ValueError", e);
    }
  }

  await run(main);
}
