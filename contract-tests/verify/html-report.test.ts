import { describe, expect, test } from "vitest";
import { htmlReport } from "../../src/verify/reports/html.js";
import type { CheckResult } from "../../src/verify/verdicts/verify.js";
import { plainResult, plainRun } from "./reference/plain-runs.js";

const fail = (id: string, reason?: string, isKnown = false) =>
  plainResult(id, { status: "failed", isKnown, ...(reason === undefined ? {} : { reason }) });

/** The part of a page between two strings, without them. */
function partOf(results: readonly CheckResult[], start: string, end: string, known: readonly string[] = []): string {
  const page = htmlReport(plainRun({ results, verification: { known } }));
  const [, rest] = page.split(start);
  if (rest === undefined) throw new Error(`The page has no ${start}`);
  return rest.split(end)[0] ?? "";
}

describe("the page", () => {
  test("lists its causes from the second on, each with its reason or its size", () => {
    const start = '<h2 id="contents">Causes</h2>';
    const results = [fail("a", "one"), fail("b", "two"), fail("c", "two"), fail("d")];
    expect(partOf(results, start, "</nav>")).toBe(
      `<ol><li><a href="#cause-1">keeps a</a> <span class="failed">one</span></li>
<li><a href="#cause-2">keeps b</a> <span class="failed">2 checks</span></li>
<li><a href="#cause-3">keeps d</a> <span class="failed"></span></li></ol>`,
    );
    expect(htmlReport(plainRun({ results: results.slice(0, 2) }))).toContain(start);
    expect(htmlReport(plainRun({ results: results.slice(1, 3) }))).not.toContain(start);
  });

  test("has a cause without an exchange, and without a reason", () => {
    expect(partOf([fail("a")], '<section class="cause" id="cause-1" aria-labelledby="title-1">\n', "</section>")).toBe(
      `<h2 id="title-1"><span class="badge failed">failed</span> 1. keeps a</h2>
<p class="reason"></p>
<dl class="facts"><div><dt>Check</dt><dd><a href="#check-a">a</a></dd></div>
<div><dt>Source</dt><dd>the API&#39;s published page (documented)</dd></div>
<div><dt>Rule</dt><dd><code>#/<wbr>a</code></dd></div></dl>


`,
    );
  });

  test("links known failures, and those that passed", () => {
    const results = [fail("a", "no", true), fail("b", "no", true), plainResult("c"), plainResult("d")];
    const known = ["a", "b", "c", "d"];
    const start = '<h2 id="known">Known failures</h2>';
    const list = (...ids: string[]) =>
      `<ul class="ids">${ids.map((id) => `<li><a href="#check-${id}">${id}</a></li>`).join("")}</ul>`;
    const failing = `<p>They don't fail the run.</p>${list("a", "b")}`;
    const fixed = `<p>These passed, so they can be removed from the known failures:</p>${list("c", "d")}`;
    expect(partOf(results, start, "</section>", known)).toBe(`${failing}\n${fixed}`);
    expect(partOf(results.slice(0, 2), start, "</section>", known)).toBe(failing);
    expect(partOf(results.slice(2), start, "</section>", known)).toBe(fixed);
    expect(htmlReport(plainRun({ results: results.slice(2) }))).not.toContain(start);
  });

  test("lists skipped checks by their reason", () => {
    const skip = (id: string, reason: string) => plainResult(id, { status: "skipped", reason });
    const results = [skip("a", "one"), skip("b", "two"), skip("c", "one")];
    expect(partOf(results, "which is normal.</p>", "</section>")).toBe(
      `<details><summary>one (2 checks)</summary><ul class="ids"><li><a href="#check-a">a</a></li><li><a href="#check-c">c</a></li></ul></details>
<details><summary>two (1 check)</summary><ul class="ids"><li><a href="#check-b">b</a></li></ul></details>`,
    );
  });

  test("of a run without requests and checks has only what it registered", () => {
    expect(htmlReport(plainRun())).toContain(
      `<main>
<section aria-labelledby="registrations"><h2 id="registrations">What this run registered</h2><p>This run registered nothing.</p></section>
</main>`,
    );
  });
});
