import type { Exchange } from "../exchange/exchange.js";
import type { CheckResult, Run } from "../verdicts/verify.js";

/** Checks that fail, or give advice, for what is most likely one cause. */
export interface Cause {
  readonly number: number;
  readonly title: string;
  /** Failed if one of its checks is. */
  readonly status: "failed" | "advice";
  /** The first is the one to show in full. */
  readonly results: readonly [CheckResult, ...CheckResult[]];
}

/** Groups what fails the run and what is advice, failures first. Known failures are left out. */
export function findCauses({ results, exchanges }: Pick<Run, "results" | "exchanges">): Cause[] {
  const broken = results.filter(({ status, isKnown }) => (status === "failed" || status === "advice") && !isKnown);
  return groupByKeys(broken, (result) => causeKeys(result, exchanges))
    .map((group) => group.sort((one, other) => Number(other.status === "failed") - Number(one.status === "failed")))
    .map((group) => group as [CheckResult, ...CheckResult[]])
    .sort(([one], [other]) => Number(other.status === "failed") - Number(one.status === "failed"))
    .map((group, index) => ({
      number: index + 1,
      title: causeTitle(group),
      status: group[0].status === "failed" ? "failed" : "advice",
      results: group,
    }));
}

/** Puts two things into one group if they have a key in common. */
function groupByKeys<Thing>(things: readonly Thing[], keysOf: (thing: Thing) => readonly string[]): Thing[][] {
  let groups: { keys: readonly string[]; things: Thing[] }[] = [];
  for (const thing of things) {
    const keys = keysOf(thing);
    const isSame = (group: { keys: readonly string[] }) => keys.some((key) => group.keys.includes(key));
    const [same, others] = [groups.filter(isSame), groups.filter((group) => !isSame(group))];
    const merged = {
      keys: [...keys, ...same.flatMap((group) => group.keys)],
      things: [...same.flatMap((group) => group.things), thing],
    };
    groups = [...others, merged];
  }
  const first = (group: readonly Thing[]) => things.indexOf(group[0] as Thing);
  return groups.map((group) => group.things).sort((one, other) => first(one) - first(other));
}

/** The clause that a check is about, and its symptom: the reason with the response. */
function causeKeys({ check, reason, probes }: CheckResult, exchanges: readonly Exchange[]): string[] {
  const response = exchanges.find(({ probe }) => probe.id === probes[0])?.response;
  const symptom = `${reason} ${response?.status} ${response?.headers["content-type"]}`;
  // Whether a key is rejected and whether a body is are different questions, even if both get the same response.
  if (check.family !== undefined) return [`${check.family} ${reason}`, ...(isRedirect(response) ? [symptom] : [])];
  return [clauseKey(check), symptom];
}

function isRedirect(response: { readonly status: number } | undefined): boolean {
  return response !== undefined && response.status >= 300 && response.status < 400;
}

/** The constraints of one property are one clause. The checks of every response share none with others. */
function clauseKey({ id, pointer }: CheckResult["check"]): string {
  if (id.startsWith("every-response/")) return id;
  return pointer.includes("/schemas/") ? pointer.slice(0, pointer.lastIndexOf("/")) : pointer;
}

const FAMILIES = {
  keys: "Invalid keys",
  content: "Invalid requests",
  routes: "Undescribed paths and methods",
} as const;

function causeTitle([{ check, reason = "" }, ...others]: readonly [CheckResult, ...CheckResult[]]): string {
  if (check.family === undefined || others.length === 0) return check.title;
  const status = /^responded with ([0-9]+)/.exec(reason)?.[1];
  if (status === undefined) return `${FAMILIES[check.family]} get no complete response`;
  return `${FAMILIES[check.family]} ${status.startsWith("2") ? "are accepted" : `get ${status}`}`;
}
