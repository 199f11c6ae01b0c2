// deno-lint-ignore-file require-await
import {
  type Coroutine,
  createTask,
  except,
  print,
  run,
  str,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  const notOne = 42 as unknown as Coroutine<void>;

  try {
    await run(notOne);
  } catch (e) {
    except(e, ValueError, TypeError);
    print(typeName(e), str(e));
  }

  async function main() {
    try {
      createTask(notOne);
    } catch (e) {
      except(e, TypeError);
      print("TypeError", str(e));
    }
  }

  await run(main);
}
