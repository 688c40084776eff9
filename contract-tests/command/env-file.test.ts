import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWorld } from "./world.js";

const LIST = ["list", "--json"];
const WITHOUT_KEY = { env: { HAMSA_API_KEY: "" } };

describe("--env", () => {
  test("reads variables, and the environment wins", async () => {
    const world = await createWorld();
    await writeFile(join(world.folder, "right.env"), "HAMSA_API_KEY=not-the-key\n");
    expect(await world.run([...LIST, "--env", "right.env"])).toMatchObject({ code: 0 });
    expect(await world.run([...LIST, "--env", "right.env"], WITHOUT_KEY)).toMatchObject({ code: 2 });
  });

  test("runs nothing that is in the file", async () => {
    const world = await createWorld();
    const proof = join(world.folder, "proof");
    await writeFile(join(world.folder, "evil.cjs"), `require("node:fs").writeFileSync(${JSON.stringify(proof)}, "")`);
    await writeFile(join(world.folder, "evil.env"), `NODE_OPTIONS=--require=${join(world.folder, "evil.cjs")}\n`);
    expect(await world.run([...LIST, "--env", "evil.env"])).toMatchObject({ code: 0 });
    await expect(stat(proof)).rejects.toThrow("ENOENT");
  });

  test("of a missing file ends with 2 and its name", async () => {
    const world = await createWorld();
    const { code, stderr } = await world.run([...LIST, "--env", "missing.env"], WITHOUT_KEY);
    expect(stderr).toMatch(/Can't read the file of --env, missing\.env \(ENOENT\)/);
    expect(code).toBe(2);
    expect(world.hamsa.requests).toEqual([]);
  });

  test("of a folder, or of a file in another encoding, ends with 2", async () => {
    const world = await createWorld();
    await mkdir(join(world.folder, "folder"));
    await writeFile(join(world.folder, "old.env"), Buffer.from("HAMSA_API_KEY=\u00e9", "latin1"));
    for (const file of ["folder", "old.env"])
      expect(await world.run([...LIST, "--env", file], WITHOUT_KEY)).toMatchObject({ code: 2, stdout: "" });
  });
});
