// deno-lint-ignore-file require-await
import { except, print, Runner, RuntimeError } from "./_python.ts";

export default async function program() {
  async function f() {
    return 1;
  }

  const r = new Runner();
  await r.close();
  print("close before init ok; still usable:", await r.run(f));
  await r.close();
  await r.close();
  try {
    await r.run(f);
  } catch (e) {
    except(e, RuntimeError);
    print("run:", e);
  }
  try {
    r.getLoop();
  } catch (e) {
    except(e, RuntimeError);
    print("get_loop:", e);
  }
}
