import {
  CancelledError,
  except,
  print,
  run,
  sleep,
  timeout,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function attempt(n: number) {
    try {
      await sleep(n < 3 ? 100 : 0);
      return "ok on try " + n;
    } catch (e) {
      except(e, CancelledError);
      print("try", n, "cancelled");
      throw e;
    }
  }

  async function main() {
    for (const n of [1, 2, 3]) {
      try {
        await timeout(40, async () => {
          print(await attempt(n));
        });
        break;
      } catch (e) {
        except(e, TimeoutError);
        print("try", n, "timed out");
      }
    }
  }

  await run(main);
}
