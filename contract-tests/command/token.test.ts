import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { json } from "../verify/reference/messages.js";
import { referenceProvider } from "../verify/reference/provider.js";
import { TOKEN } from "./fake-twilio.js";
import { ENVIRONMENT } from "./processes.js";
import { createWorld, createWorldWith } from "./world.js";

const ADD = ["add", "+14155550123", "--yes"];

describe("the token", () => {
  test("may come from standard input, or a file", async () => {
    const world = await createWorld();
    const env = { TWILIO_AUTH_TOKEN: "" };
    expect(await world.run([...ADD, "--dry-run", "--auth-token-stdin"], { env, input: `${TOKEN}\n` })).toMatchObject({
      code: 0,
    });
    await writeFile(
      join(world.folder, "secrets.env"),
      `\uFEFFTWILIO_AUTH_TOKEN="${TOKEN}"\n# mine\nHAMSA_API_KEY=not-used\n`,
    );
    expect(await world.run([...ADD, "--env", "secrets.env"], { env })).toMatchObject({ code: 0 });
    expect(world.sent()).toEqual(["+14155550123"]);
  });

  test("is masked in what --debug prints, which has every request and response", async () => {
    const world = await createWorld();
    const { code, stdout, stderr } = await world.run([...ADD, "--debug"]);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /→ 1 GET \S+IncomingPhoneNumbers[\s\S]*→ [0-9] POST .*"twilioAuthToken":"\[masked\]"[\s\S]*← [0-9] 200/,
    );
    for (const secret of [TOKEN, ENVIRONMENT.HAMSA_API_KEY]) expect(stdout + stderr).not.toContain(secret);
  });

  test("is masked in an error that repeats it, wherever the error is cut", async () => {
    const conforming = referenceProvider();
    const lengths = [370, 377, 384, 391, 398];
    const world = await createWorldWith(lengths.length, (request) => {
      if (request.method !== "POST") return conforming(request);
      return json(400, { message: `${"x".repeat(lengths.pop() ?? 0)}${TOKEN}` });
    });
    const { stdout, stderr } = await world.run(["add", "--from", "numbers.csv", "--yes"]);
    expect(lengths).toEqual([]);
    expect(stdout + stderr).toContain("xxx");
    expect(stdout + stderr).not.toContain(TOKEN.slice(0, 10));
  });

  test("is sent to Twilio and in Hamsa's registration, and nowhere else", async () => {
    const world = await createWorld();
    const { stdout, stderr } = await world.run(ADD);
    const looks = world.hamsa.requests.filter(({ method }) => method === "GET");
    expect(JSON.stringify(looks)).not.toContain(TOKEN);
    for (const secret of [TOKEN, ENVIRONMENT.HAMSA_API_KEY]) expect(stdout + stderr).not.toContain(secret);
  });
});
