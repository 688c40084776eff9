import { describe, expect, test } from "vitest";
import { referenceProvider } from "../verify/reference/provider.js";
import { fakeTwilio, ownedNumber } from "./fake-twilio.js";
import { CTRL_C, ENTER } from "./processes.js";
import { createWorld } from "./world.js";

const CTRL_A = "\u0001";
const ESCAPE = "\u001b";
/** What the name must not do: clear the screen, set the title, turn the direction of the text. */
const CONTROLS = ["\u001b[2J", "\u001b]0", "\u202e"];
const DOWN = "\u001b[B";

/** An account of sixty numbers, every tenth of which is for billing. */
const numbers = Array.from({ length: 60 }, (_, index) =>
  ownedNumber(index, { friendly_name: index % 10 === 0 ? `Billing ${index}` : `Line ${index}` }),
);

async function openChoice() {
  const world = await createWorld(referenceProvider(), fakeTwilio(numbers));
  const terminal = world.open(["add"]);
  await terminal.shows("(0 of 60 chosen)");
  return { world, terminal };
}

describe("choosing numbers", () => {
  test("typing filters, and the space bar chooses", async () => {
    const { world, terminal } = await openChoice();
    terminal.type("bill");
    await terminal.shows("(0 of 60 chosen) bill");
    terminal.type(" ");
    await terminal.shows("(1 of 60 chosen) bill");
    terminal.type(DOWN);
    terminal.type(" ");
    await terminal.shows("(2 of 60 chosen) bill");
    terminal.type(ENTER);
    await terminal.shows("Which numbers do you want to register? 2 chosen");
    await terminal.shows("Register 2 numbers? [Y/n]");
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(world.sent()).toEqual(["+14155560000", "+14155560010"]);
  });

  test("no letter chooses anything", async () => {
    const { world, terminal } = await openChoice();
    for (const letter of "iaibilling") terminal.type(letter);
    await terminal.shows("(0 of 60 chosen) iaibilling");
    await terminal.shows("No number matches.");
    terminal.type(ENTER);
    await terminal.shows("Choose at least one number with the space bar.");
    terminal.type(CTRL_C);
    expect(await terminal.exited).toBe(130);
    expect(world.sent()).toEqual([]);
  });

  test("ctrl-a chooses only what is shown, and more than five numbers need a typed yes", async () => {
    const { world, terminal } = await openChoice();
    terminal.type("bill");
    await terminal.shows("(0 of 60 chosen) bill");
    terminal.type(CTRL_A);
    await terminal.shows("(6 of 60 chosen) bill");
    terminal.type(ESCAPE);
    await terminal.shows("Line 1");
    terminal.type(ENTER);
    await terminal.shows("Register 6 numbers? [y/N]");
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(2);
    expect(terminal.text).toContain("Nothing was sent.");
    expect(world.sent()).toEqual([]);
  });

  test("digits find a number", async () => {
    const { world, terminal } = await openChoice();
    terminal.type("5560042");
    await terminal.shows("(0 of 60 chosen) 5560042");
    terminal.type(" ");
    await terminal.shows("(1 of 60 chosen) 5560042");
    terminal.type(ENTER);
    await terminal.shows('Register it as "Line 42"? [Y/n]');
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(world.sent()).toEqual(["+14155560042"]);
  });

  test("a name can't control the terminal", async () => {
    const world = await createWorld(
      referenceProvider(),
      fakeTwilio([ownedNumber(1, { friendly_name: "\u001b[2J\u001b]0;title\u0007Evil\u202e" })]),
    );
    const terminal = world.open(["add"]);
    await terminal.shows("◯ +1 415 556 0001   Evil");
    for (const control of CONTROLS) expect(terminal.raw).not.toContain(control);
    terminal.type(" ");
    terminal.type(ENTER);
    await terminal.shows('Register it as "Evil"? [Y/n]');
    for (const control of CONTROLS) expect(terminal.raw).not.toContain(control);
    terminal.type(CTRL_C);
    await terminal.exited;
  });
});

test("--auth-token-stdin on a terminal asks for the token, and does not show it", async () => {
  const world = await createWorld();
  const terminal = world.open(["add", "+14155550123", "--dry-run", "--auth-token-stdin"], { TWILIO_AUTH_TOKEN: "" });
  await terminal.shows("Twilio auth token?");
  terminal.type("typed-secret");
  terminal.type(ENTER);
  expect(await terminal.exited).toBe(2);
  expect(terminal.text).toContain("Twilio rejected the credentials");
  expect(terminal.raw).not.toContain("typed-secret");
});
