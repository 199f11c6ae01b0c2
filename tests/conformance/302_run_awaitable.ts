import { type Coroutine, except, print, run, sleep, str } from "./_python.ts";

export default async function program() {
  class Aw implements PromiseLike<string> {
    then: Promise<string>["then"] = (resolve, reject) =>
      sleep(0, "slept").then(() => "awaitable result").then(resolve, reject);
  }

  try {
    print(await run(new Aw() as unknown as Coroutine<string>));
  } catch (e) {
    except(e, TypeError);
    print("TypeError", str(e));
  }
}
