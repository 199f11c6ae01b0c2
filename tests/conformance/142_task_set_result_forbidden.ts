import {
  createTask,
  currentTask,
  except,
  print,
  run,
  RuntimeError,
  sleep,
  str,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function w() {
    await sleep(0);
    return "ok";
  }

  async function selfish() {
    try {
      await currentTask();
    } catch (e) {
      except(e, RuntimeError);
      print("RuntimeError", str(e).slice(0, 26));
    }
  }

  async function main() {
    const t = createTask(() => w());
    try {
      t.setResult("1");
    } catch (e) {
      except(e, RuntimeError);
      print(str(e));
    }
    try {
      t.setException(new ValueError());
    } catch (e) {
      except(e, RuntimeError);
      print(str(e));
    }
    print(await t);
    await createTask(() => selfish());
  }

  await run(main);
}
