import {
  args,
  CancelledError,
  except,
  newEventLoop,
  print,
  repr,
  RuntimeError,
  sleep,
  ValueError,
} from "./_python.ts";

export default async function program() {
  const loop = newEventLoop();

  async function w(how: string) {
    await sleep(0);
    if (how === "fail") {
      throw new ValueError(how);
    }
    if (how === "cancel") {
      throw new CancelledError("by itself");
    }
    return how;
  }

  const f = loop.createFuture<string>();
  loop.callSoon(() => f.setResult("future value"));
  print(await loop.runUntilComplete(f), await loop.runUntilComplete(f));
  print(await loop.runUntilComplete(() => w("result")));
  try {
    await loop.runUntilComplete(() => w("fail"));
  } catch (e) {
    except(e, ValueError);
    print(repr(e));
  }
  try {
    await loop.runUntilComplete(() => w("cancel"));
  } catch (e) {
    except(e, CancelledError);
    print("CancelledError", args(e));
  }
  print(await loop.runUntilComplete(() => sleep(20, "slept")));
  loop.close();
  try {
    loop.callSoon(print, "never");
  } catch (e) {
    except(e, RuntimeError);
    print(e);
  }
}
