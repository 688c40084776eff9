import { inject, test } from "vitest";
import { isBreach } from "../checks/check.js";
import { checks } from "../checks/checks.js";
import { evidenceOf, judge } from "../judgement/judge.js";
import { prismValidator } from "../judgement/prism.js";
import "./recorded.js";
import { coverage } from "../report/coverage.js";
import { tell } from "../report/failure-report.js";

/** Without a stack of its own: what broke is the server. */
class ContractBroken extends Error {
  override readonly name = "ContractBroken";
}

const { plan, strict, exchanges } = inject("recorded");
const evidence = await evidenceOf(plan, exchanges, await prismValidator());
const verdicts = new Map(checks.map((check) => [check.id, judge(check, evidence)]));

for (const check of checks) {
  test(`${check.id}: ${check.sentence}`, async ({ task, skip, annotate }) => {
    const verdict = verdicts.get(check.id) ?? judge(check, evidence);
    const { id, level } = check;
    const text = verdict.is === "broken" ? tell(check, verdict, exchanges, evidence.secrets) : (verdict.why ?? "");
    task.meta.told = { id, level, is: verdict.is, text };
    if (verdict.is === "not judged") skip(verdict.why);
    if (verdict.is !== "broken") return;
    if (strict || isBreach(level)) throw new ContractBroken(text);
    await annotate(text, "warning");
  });
}

test("coverage of the description", ({ task }) => {
  task.meta.coverage = coverage(exchanges, verdicts);
});
