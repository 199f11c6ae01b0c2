import {
  except,
  type Future,
  getRunningLoop,
  print,
  run,
  ValueError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const fut = getRunningLoop().createFuture<void>();
    try {
      await wait([]);
    } catch (e) {
      except(e, ValueError);
      print("ValueError", e);
    }
    try {
      await wait(fut as unknown as Future<void>[]);
    } catch (e) {
      except(e, TypeError);
      print("TypeError", e);
    }
    try {
      await wait([fut], { returnWhen: "SOMETIMES" as "ALL_COMPLETED" });
    } catch (e) {
      except(e, ValueError);
      print("ValueError", e);
    }
    fut.cancel();
  }

  await run(main);
}
