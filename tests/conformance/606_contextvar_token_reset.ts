// deno-lint-ignore-file require-await
import {
  type ContextToken,
  ContextVar,
  createTask,
  except,
  print,
  run,
  RuntimeError,
  sleep,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function other(token: ContextToken<string>) {
    try {
      cv.reset(token);
    } catch (e) {
      except(e, ValueError);
      print("ValueError in another context");
    }
    print("other", cv.get());
  }

  async function main() {
    const token = cv.set("main");
    const inner = cv.set("inner");
    await sleep(0);
    print(cv.get());
    cv.reset(inner);
    print(cv.get());
    await createTask(() => other(token));
    cv.reset(token);
    print(cv.get());
    try {
      cv.reset(token);
    } catch (e) {
      except(e, RuntimeError);
      print("RuntimeError: used already");
    }
  }

  const cv = new ContextVar<string>("cv", { default: "default" });
  await run(main);
}
