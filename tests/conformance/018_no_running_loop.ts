// deno-lint-ignore-file require-await
import {
  createTask,
  currentTask,
  except,
  getRunningLoop,
  print,
  RuntimeError,
} from "./_python.ts";

export default async function program() {
  async function f() {
    return 1;
  }

  try {
    getRunningLoop();
  } catch (e) {
    except(e, RuntimeError);
    print("get_running_loop:", e);
  }
  try {
    currentTask();
  } catch (e) {
    except(e, RuntimeError);
    print("current_task:", e);
  }
  try {
    createTask(f);
  } catch (e) {
    except(e, RuntimeError);
    print("create_task:", e);
  }
}
