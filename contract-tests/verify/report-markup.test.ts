import { describe, expect, test } from "vitest";
import { githubAnnotations, githubSummary } from "../../src/verify/reports/github.js";
import { htmlReport } from "../../src/verify/reports/html.js";
import { junitReport } from "../../src/verify/reports/junit.js";
import { plainResult, plainRun } from "./reference/plain-runs.js";
import { REFERENCE_KEY } from "./reference/provider.js";

// What a server wrote is text in every report, whatever markup it is.

const fail = (reason: string, id = "a/b", title = "keeps a") => plainResult(id, { status: "failed", reason, title });
const reportOf = (render: typeof htmlReport, reason: string) => render(plainRun({ results: [fail(reason)] }));

/** Characters that neither XML nor HTML has, or only as references, each with its neighbors. */
const CHARACTERS =
  "\t\u0008|\u000b\u000c\u000e\u001f |\ud7ff\ud800|\udfff\ue000|\ufffd\ufffe\uffff|\u{10000}\u{10ffff}";
const REPLACED = "\t\ufffd|\ufffd\ufffd\ufffd\ufffd |\ud7ff\ufffd|\ufffd\ue000|\ufffd\ufffd\ufffd|\u{10000}\u{10ffff}";

describe("the HTML report has", () => {
  test.for<readonly [name: string, reason: string, text: string]>([
    ["markup", `<b a="1" c='2'>&amp;`, "&#60;b a=&#34;1&#34; c=&#39;2&#39;&#62;&#38;amp;"],
    ["lines", "one\r\ntwo", "one\r\ntwo"],
    ["characters that HTML doesn't have", CHARACTERS, REPLACED],
    ["the controls after ASCII", "~\u007f\u0080\u009f\u00a0", "~\ufffd\ufffd\ufffd\u00a0"],
    ["a secret", `${REFERENCE_KEY}.`, "[masked]."],
  ])("%s of a server as text", ([, reason, text]) => {
    expect(reportOf(htmlReport, reason)).toContain(`\n<p class="reason">${text}</p>\n`);
  });

  test.for([
    ["a.b/c", "a.<wbr>b/<wbr>c", "a.b_2Fc"],
    ["a?b=c&d_e-f", "a?<wbr>b=c&#38;d_<wbr>e-f", "a_3Fb_3Dc_26d_e-f"],
    ["a..b/.[]/ c.", "a..<wbr>b/.[]/ c.", "a..b_2F._5B_5D_2F_20c."],
  ])("the id %s, which can break after its separators, and its row", ([id, breakable, anchor]) => {
    const page = htmlReport(plainRun({ results: [fail("no", id)] }));
    expect(page).toContain(`<dd><a href="#check-${anchor}">${breakable}</a></dd>`);
    expect(page).toContain(`<tr id="check-${anchor}">`);
    expect(page).toContain(`<div class="id">${breakable}</div>`);
  });
});

describe("the JUnit report has", () => {
  test.for<readonly [name: string, reason: string, text: string]>([
    ["markup", `<b a="1" c='2'>&amp;]]>`, "&#60;b a=&#34;1&#34; c=&#39;2&#39;&#62;&#38;amp;]]&#62;"],
    ["lines", "one\r\ntwo\n", "one\r&#10;two&#10;"],
    ["characters that XML doesn't have", CHARACTERS, REPLACED],
    ["the controls after ASCII", "~\u007f\u0080\u009f\u00a0", "~\u007f\u0080\u009f\u00a0"],
  ])("%s of a server as text", ([, reason, text]) => {
    expect(reportOf(junitReport, reason)).toContain(`\n      <failure message="${text}">     reason `);
  });

  test("an empty message if there is no reason", () => {
    const report = junitReport(plainRun({ results: [plainResult("a/b", { status: "failed" })] }));
    expect(report).toContain('\n      <failure message="">     reason ');
  });
});

describe("an annotation on GitHub", () => {
  test("is one line, with a title that ends where it should", () => {
    const results = [fail("one\r\n::error::two: 3%, 4%", "a/b", `50%: ${REFERENCE_KEY},\r\n`)];
    expect(githubAnnotations(plainRun({ results }))).toBe(
      "::error title=50%25%3A [masked]%2C%0D%0A (1 check)::a/b%0A     reason    one\\x0d\\x0a::error::two: 3%25, 4%25%0A     rule      #/a/b%0A     source    the API's published page (documented)%0A     again     --only a/b",
    );
    expect(githubAnnotations(plainRun({ stopReason: "one\n::error::two: 3%, 4%" }))).toBe(
      "::error title=Could not be judged::one%0A::error::two: 3%25, 4%25",
    );
  });

  test.for([
    [0, [""]],
    [1, ["1"]],
    [10, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]],
    [11, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "::notice::2 more causes are in the step's summary."]],
    [30, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "::notice::21 more causes are in the step's summary."]],
  ] as const)("is made for each of %i causes, but for ten at most", ([count, lines]) => {
    const results = Array.from({ length: count }, (_, index) => fail(`${index}`, `a/${index}`, `${index + 1}`));
    const shown = githubAnnotations(plainRun({ results })).split("\n");
    expect(shown.map((line) => /^::error title=([0-9]+) /.exec(line)?.[1] ?? line)).toEqual(lines);
  });
});

describe("the summary on GitHub has", () => {
  const rowsOf = (summary: string) => summary.split("\n").filter((line) => line.startsWith("| 1 "));

  test("what a server wrote as text in one cell", () => {
    const text = `a&b<c>d|e\`f\\g[h]i*j_k\u001b\r\n\u2028${REFERENCE_KEY}.`;
    const escaped = "a&#38;b&#60;c&#62;d&#124;e&#96;f&#92;g&#91;h&#93;i&#42;j&#95;k    &#91;masked&#93;.";
    expect(rowsOf(githubSummary(plainRun({ results: [fail(text, "a/b", `title ${text}`)] })))).toEqual([
      `| 1 | failed | title ${escaped} | documented | ${escaped} | \`a/b\` |`,
    ]);
  });

  test("an empty cell if there is no reason", () => {
    const results = [plainResult("a/b", { status: "advice", level: "twilio" })];
    expect(rowsOf(githubSummary(plainRun({ results })))).toEqual(["| 1 | advice | keeps a/b | twilio |  | `a/b` |"]);
  });

  test("the first checks of a cause and the first known failures, and how many more there are", () => {
    const ids = ["a", "b", "c", "d", "e", "f"];
    const results = [
      ...ids.map((id) => fail("no", id)),
      ...ids.map((id) => plainResult(`${id}2`, { status: "failed", reason: "no", isKnown: true })),
      ...ids.map((id) => plainResult(`${id}3`)),
    ];
    const known = ids.map((id) => `${id}3`);
    const summary = githubSummary(plainRun({ results, verification: { known } }));
    expect(rowsOf(summary)).toEqual(["| 1 | failed | keeps a | documented | no | `a`, `b`, `c`, `d` and 2 more |"]);
    expect(summary).toContain("\n\nKnown failures: `a2`, `b2`, `c2`, `d2` and 2 more\n\n");
    expect(summary).toContain("\n\nKnown failures that passed: `a3`, `b3`, `c3`, `d3` and 2 more\n\n");
  });
});
