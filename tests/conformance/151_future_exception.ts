import {
  except,
  getRunningLoop,
  KeyError,
  print,
  range,
  run,
  str,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const f = loop.createFuture<never>();
    f.setException(new ValueError("x"));
    print(typeName(f.exception()), str(f.exception()));
    for (const i of range(2)) {
      try {
        await f;
      } catch (e) {
        except(e, ValueError);
        print("await", i, str(e));
      }
    }
    const g = loop.createFuture<never>();
    g.setException(KeyError);
    print(typeName(g.exception()));
  }

  await run(main);
}
