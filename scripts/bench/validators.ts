import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { strictAjv } from "../../contract-tests/support/ajv.js";
import { OUTPUT, PEERS } from "./prepare.js";
import { median, ratio, type Subject, timed } from "./rounds.js";
import { answer, params } from "./servers.js";
import type { Bench } from "./table.js";

/** Whether a value is valid. */
type Judge = (value: unknown) => boolean;
type Judges = Readonly<Record<"request" | "response", Judge>>;

const SCHEMAS = { request: "AddTwilioNumberRequest", response: "AddTwilioNumberResponse" } as const;

export const validators: Bench = {
  name: "validators",
  title: "Validators",
  read: "Nanoseconds to judge one valid value, and what a program pays before the first: compiled out of the description when it is generated (ours), by Ajv at run time, and by hand-written zod schemas.",
  async run(tell) {
    tell("validators");
    const started = performance.now();
    const ajv = ajvJudges();
    const compiling = performance.now() - started;
    const all = { ours: await ourJudges(), "Ajv at run time": ajv, zod: await zodJudges() };
    const request = await timesOf(all, "request", params);
    const response = await timesOf(all, "response", answer);
    const rows = (Object.keys(all) as (keyof typeof all)[]).map((name) => {
      const before = name === "ours" ? "nothing" : name === "zod" ? "its import" : `${compiling.toFixed(0)} ms`;
      const nanoseconds = [request, response].flatMap((times) => {
        return [median(times[name]) * 1000, ratio(times[name], times.ours)];
      });
      return [name, ...nanoseconds, before];
    });
    return { columns: ["", "request, ns", "over ours", "response, ns", "over ours", "before the first"], rows };
  },
};

function timesOf<Name extends string>(all: Readonly<Record<Name, Judges>>, which: keyof Judges, value: unknown) {
  const subjects = {} as Record<Name, Subject>;
  for (const name of Object.keys(all) as Name[]) {
    const judge = all[name][which];
    if (!judge(value)) throw new Error(`${name} refuses a valid ${which}`);
    subjects[name] = (times) => {
      for (let n = 0; n < times; n++) judge(value);
    };
  }
  return timed(subjects, { rounds: 31, times: 50_000 });
}

async function ourJudges(): Promise<Judges> {
  const module = await import(pathToFileURL(resolve(OUTPUT, "hamsa-twilio/generated/validators.js")).href);
  const judge = (schema: string): Judge => {
    const validate: (value: unknown) => readonly unknown[] = module[`validate${schema}`];
    return (value) => validate(value).length === 0;
  };
  return { request: judge(SCHEMAS.request), response: judge(SCHEMAS.response) };
}

function ajvJudges(): Judges {
  const { components } = JSON.parse(readFileSync("generated/openapi.json", "utf8"));
  const ajv = strictAjv(components.schemas);
  const judge = (schema: string): Judge => {
    const validate = ajv.getSchema(`openapi#/components/schemas/${schema}`);
    return (value) => validate?.(value) === true;
  };
  return { request: judge(SCHEMAS.request), response: judge(SCHEMAS.response) };
}

async function zodJudges(): Promise<Judges> {
  const { request, response } = await import(pathToFileURL(resolve(PEERS, "zod-schemas.mjs")).href);
  return {
    request: (value) => request.safeParse(value).success,
    response: (value) => response.safeParse(value).success,
  };
}
