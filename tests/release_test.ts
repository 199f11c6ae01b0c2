// @run --allow-read=.,$TMPDIR --allow-write=$TMPDIR --allow-run=deno,git
// `deno task release` in a small repository of its own: what it refuses, and that
// a tag is made only after the gate has passed.
import { assertEquals } from "@std/assert";

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.0.0] - 2026-01-02

- First.
`;

/** A repository whose gate is the given shell command. */
class Repository {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async run(command: string, ...args: string[]): Promise<string[]> {
    const { code, stdout, stderr } = await new Deno.Command(command, {
      args,
      cwd: this.folder,
      env: {
        NO_COLOR: "1",
        GIT_CONFIG_GLOBAL: `${this.folder}/../none`,
        GIT_CONFIG_NOSYSTEM: "1",
        ...Object.fromEntries(
          ["AUTHOR", "COMMITTER"].flatMap((who) => [
            [`GIT_${who}_NAME`, "Test"],
            [`GIT_${who}_EMAIL`, "test@example.com"],
          ]),
        ),
      },
      stdin: "null",
    }).output();
    const text = new TextDecoder();
    const lines = (text.decode(stdout) + text.decode(stderr)).trim().split("\n")
      .filter((line) => /^(No release|Tagged|v\d)/.test(line));
    return [...lines, ...code === 0 ? [] : [`exit code ${code}`]];
  }

  git(...args: string[]): Promise<string[]> {
    return this.run("git", ...args);
  }

  async commit(gate: string): Promise<void> {
    await Deno.writeTextFile(
      `${this.folder}/deno.json`,
      JSON.stringify({ version: "1.0.0", tasks: { test: gate } }),
    );
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message", "Work");
  }

  /** What the release says, and the tags after it. */
  async release(...args: string[]): Promise<string[]> {
    const said = await this.run(
      Deno.execPath(),
      ...["run", "--quiet", "--no-lock", "--allow-read", "--allow-run"],
      new URL("tasks/release.ts", import.meta.url).href,
      ...args,
    );
    return [...said, ...await this.git("tag")];
  }
}

async function hasGit(): Promise<boolean> {
  try {
    return (await new Deno.Command("git", { args: ["--version"] }).output())
      .success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

const ignore = !await hasGit();
const name = "a release needs a clean tree before and after a gate that passes";

Deno.test({ name: ignore ? `${name}: no git here` : name, ignore, fn });

async function fn(): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/CHANGELOG.md`, CHANGELOG);
    const repository = new Repository(folder);
    await repository.git("init", "--quiet");
    await repository.commit("exit 3");
    const failing = await repository.release();
    await Deno.writeTextFile(`${folder}/new.ts`, "");
    const dirty = await repository.release();
    await repository.commit("echo left > trace.txt");
    const leaving = await repository.release();
    await Deno.remove(`${folder}/trace.txt`);
    await repository.commit("exit 0");
    assertEquals({
      failing,
      dirty,
      leaving,
      "of another tag": await repository.release("--tag=v2.0.0"),
      good: await repository.release(),
      again: await repository.release(),
      "of its tag": await repository.release("--tag=v1.0.0"),
    }, {
      failing: ["No release: the gate fails", "exit code 1"],
      dirty: ["No release: the tree is dirty:", "exit code 1"],
      leaving: ["No release: the tree is dirty:", "exit code 1"],
      "of another tag": [
        "No release: the tag v2.0.0 is not v1.0.0, the version of deno.json",
        "exit code 1",
      ],
      good: [
        "Tagged v1.0.0; publish it with: git push origin v1.0.0",
        "v1.0.0",
      ],
      again: [
        "No release: v1.0.0 has been tagged before: raise the version",
        "exit code 1",
        "v1.0.0",
      ],
      "of its tag": ["v1.0.0"],
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
