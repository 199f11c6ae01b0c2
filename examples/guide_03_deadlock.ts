/**
 * @title.zh 死锁：谁在等谁，一圈报出来
 * @title.en Deadlocks: the circle, by name
 * @section guides
 * @card guide-03-deadlock
 * @run
 * @difficulty intermediate
 * @twin none
 */

//: zh: 转账要锁两个账户。A 转给 B，B 转给 A，各自先锁自己的，就谁也等不到谁。
//: en: A transfer locks both accounts. A pays B while B pays A, each takes
//: en: its own lock first, and both wait for ever.
import * as asyncio from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

class Account {
  readonly lock = new asyncio.Lock();
  balance = 100;
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
}

async function transfer(from: Account, to: Account, sort: boolean) {
  const swap = sort && from.id > to.id;
  const [first, second] = swap ? [to, from] : [from, to];
  using _one = await first.lock.acquire();
  await asyncio.sleep(10); // the bank thinks
  using _two = await second.lock.acquire();
  from.balance -= 30;
  to.balance += 30;
}

async function both(sort: boolean) {
  const [a, b] = [new Account(1), new Account(2)];
  const pay = (from: Account, to: Account, name: string) =>
    asyncio.createTask(() => transfer(from, to, sort), { name });
  const [one, two] = [pay(a, b, "A pays B"), pay(b, a, "B pays A")];
  await one;
  await two;
  return `${a.balance} and ${b.balance}`;
}

//: zh: 真时钟的循环只会等下去。虚拟时钟的循环知道：没有定时器，没有 I/O，再没
//: zh: 有什么能叫醒它们。于是 `main` 得到一个 `RuntimeError`，写着圈里每个任
//: zh: 务的名字，**还有它停在哪一行**。
//: en: A loop of real time would wait on. One of virtual time knows that
//: en: there is no timer and no I/O, nothing left to wake anyone. So `main`
//: en: gets a `RuntimeError` that names each task of the circle, **and the
//: en: line where it stands**.
try {
  await asyncio.run(() => both(false), {
    loopFactory: newVirtualLoop,
  });
} catch (error) {
  console.error(String(error));
}

//: zh: 修法：人人按同一个次序上锁。
//: en: The repair: everybody takes the locks in the same order.
const result = await asyncio.run(() => both(true), {
  loopFactory: newVirtualLoop,
});
console.log("sorted:", result);
