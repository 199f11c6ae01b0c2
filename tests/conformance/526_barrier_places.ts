import {
  Barrier,
  createTask,
  except,
  print,
  run,
  sorted,
  ValueError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, barrier: Barrier, places: number[]) {
    const place = await barrier.wait();
    print(name, place);
    places.push(place);
  }

  async function main() {
    const barrier = new Barrier(4);
    const places: number[] = [];
    const ts = ["a", "b", "c", "d"].map((n) =>
      createTask(() => w(n, barrier, places))
    );
    await wait(ts);
    print(sorted(places));
    const one = new Barrier(1);
    print(await one.wait(), await one.wait());
    try {
      new Barrier(0);
    } catch (e) {
      except(e, ValueError);
      print("ValueError");
    }
  }

  await run(main);
}
