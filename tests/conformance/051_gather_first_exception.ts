import {
  CancelledError,
  except,
  gather,
  print,
  run,
  sleep,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function bad(delay: number, msg: string) {
    await sleep(delay);
    print("raising", msg);
    throw new ValueError(msg);
  }

  async function good(delay: number) {
    try {
      await sleep(delay);
      print("good finished");
      return "good";
    } catch (e) {
      except(e, CancelledError);
      print("good cancelled");
      throw e;
    }
  }

  async function main() {
    try {
      await gather([
        () => good(80),
        () => bad(20, "one"),
        () => bad(40, "two"),
      ]);
    } catch (e) {
      except(e, ValueError);
      print("caught", e);
    }
    await sleep(120);
    print("end");
  }

  await run(main);
}
