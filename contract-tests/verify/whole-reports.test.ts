import { describe, expect, test } from "vitest";
import { registration } from "../../src/verify/operations/description.js";
import { ctrfReport } from "../../src/verify/reports/ctrf.js";
import { githubAnnotations, githubSummary } from "../../src/verify/reports/github.js";
import { htmlReport } from "../../src/verify/reports/html.js";
import { STYLE } from "../../src/verify/reports/html-style.js";
import { jsonReport } from "../../src/verify/reports/json.js";
import { junitReport } from "../../src/verify/reports/junit.js";
import { terminalReport } from "../../src/verify/reports/terminal.js";
import { DESCRIPTION, TOOL } from "../../src/verify/reports/words.js";
import type { Run } from "../../src/verify/verdicts/verify.js";
import { recordings } from "./recorded-runs.js";
import { REFERENCE_KEY } from "./reference/provider.js";

const FILES: Readonly<Record<string, (run: Run) => string>> = {
  "terminal.txt": terminalReport,
  "report.html": (run) => htmlReport(run).replace(STYLE, "/* html-style.ts */"),
  "report.json": jsonReport,
  "junit.xml": junitReport,
  "ctrf.json": ctrfReport,
  "annotations.txt": (run) => `${githubAnnotations(run)}\n`,
  "summary.md": githubSummary,
};

/** What appears in no report: the key, parts of it, the key in other cases, and the token. */
const SECRETS = [
  REFERENCE_KEY.slice(0, -1),
  REFERENCE_KEY.slice(1),
  String(Object(registration.request?.example).twilioAuthToken),
];

describe.for(Object.entries(recordings))("of the %s run,", ([name, record]) => {
  test.for(Object.entries(FILES))("%s is the recorded one (to change it, add -u)", async ([file, report]) => {
    const text = report(await record());
    for (const secret of SECRETS) expect(text.toLowerCase()).not.toContain(secret);
    await expect(withoutVersions(text)).toMatchFileSnapshot(`whole-reports/${name}/${file}`);
  });
});

/** A release changes the versions, and not the reports. */
function withoutVersions(report: string): string {
  return [TOOL, DESCRIPTION].reduce((text, { version }) => {
    const whole = new RegExp(`(?<![0-9.])${version.replaceAll(".", "\\.")}(?!\\.?[0-9])`, "g");
    return text.replace(whole, "VERSION");
  }, report);
}
