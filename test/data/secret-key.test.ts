import { execFileSync } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { embeddedSecretKey } from "#data/secret-key";
import { testDirectory, type TestDirectory } from "../support/files.ts";

const NODE = ["--conditions=source", "--import", "tsx", "--input-type=module", "--eval"];

let folder: TestDirectory;

beforeEach(async () => {
  folder = await testDirectory();
});
afterEach(() => folder.remove());

it("the embedded key is made once, 32 bytes for its owner's eyes only", () => {
  const data = join(folder.path, "deep", "data");

  const first = Buffer.from(embeddedSecretKey(data));
  const second = Buffer.from(embeddedSecretKey(data));

  expect(first).toHaveLength(32);
  expect(second.equals(first)).toBe(true);
  expect((statSync(join(data, "secret-key")).mode & 0o777).toString(8)).toBe("600");
});

it("a disk that is full leaves no half a key that would stop the next start", () => {
  const limited = (script: string) =>
    execFileSync(
      "sh",
      ["-c", `ulimit -f 0; trap '' XFSZ; exec "$0" "$@"`, process.execPath, ...NODE, script],
      {
        stdio: "pipe",
      },
    );
  const start = `import { embeddedSecretKey } from "#data/secret-key"; embeddedSecretKey(${JSON.stringify(folder.path)});`;

  expect(() => limited(start)).toThrow(/EFBIG/);

  expect(readdirSync(folder.path)).toEqual([]);
  expect(embeddedSecretKey(folder.path)).toHaveLength(32);
});

it("two installations have two keys", () => {
  const [one, other] = ["one", "other"].map((name) =>
    Buffer.from(embeddedSecretKey(join(folder.path, name))),
  );

  expect(one!.equals(other!)).toBe(false);
});

it("a key file that is cut off is refused: what was sealed with the whole key would be lost in silence", () => {
  writeFileSync(join(folder.path, "secret-key"), "c2hvcnQ=\n");

  expect(() => embeddedSecretKey(folder.path)).toThrow(/secret-key.* holds no key of 32 bytes/);
});
