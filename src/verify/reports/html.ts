import { decodeBody, type Exchange } from "../exchange/exchange.js";
import type { CheckResult, Run } from "../verdicts/verify.js";
import { type Cause, findCauses } from "./causes.js";
import { onlyOption, toCurl } from "./curl.js";
import { type BodyLine, formatBody } from "./evidence.js";
import { STYLE } from "./html-style.js";
import {
  countOf,
  countRegistrations,
  countResults,
  DESCRIPTION,
  describeRegistrations,
  describeSize,
  formatSeconds,
  groupSkipped,
  listKnown,
  requestLine,
  responseLine,
  SOURCES,
  TOOL,
  VERDICTS,
  verdictOf,
} from "./words.js";

/** The report as one page. It loads nothing, from this or any other host, and needs no script. */
export function htmlReport(run: Run): string {
  const causes = findCauses(run);
  const verdict = verdictOf(run);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${VERDICTS[verdict]}: ${text(run, run.verification.target)}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="${verdict}">
<h1>${VERDICTS[verdict]}</h1>
<p class="lead">${describeLead(run, causes)}</p>
${facts(run)}
</header>
<main>
${[contents(causes, run), ...causes.map((cause) => causeSection(cause, run)), knownSection(run), overview(run), skippedSection(run), allChecks(run), allRequests(run), registrations(run)].filter(Boolean).join("\n")}
</main>
</body>
</html>
`;
  return html;
}

function describeLead(run: Run, causes: readonly Cause[]): string {
  if (run.stopReason !== undefined) return text(run, run.stopReason);
  const { failed, passed } = countResults(run);
  const failing = causes.filter(({ status }) => status === "failed").length;
  if (failing === 0) return `${countOf(passed, "check")} passed, none failed.`;
  return `${countOf(failing, "cause")}, ${countOf(failed, "check")} failed.`;
}

/** What was verified, when, how long it took, and by which versions. */
function facts(run: Run): string {
  const { verification, startedAt, durationMs, exchanges } = run;
  const { target, plan, strict } = verification;
  const time = `${startedAt.toISOString().slice(0, 19).replace("T", " ")} UTC`;
  const rows: readonly (readonly [string, string])[] = [
    ["Server", text(run, target)],
    ["Mode", `${plan.safe ? "safe" : "full"}${strict ? ", strict" : ""}`],
    ["Started", `<time datetime="${startedAt.toISOString()}">${time}</time>`],
    ["Took", `${formatSeconds(durationMs)}, ${countOf(exchanges.length, "request")}`],
    ["Tool", `${TOOL.name} ${TOOL.version}`],
    ["Registered", `<a href="#registrations">${countRegistrations(run)}</a>`],
    ["Description", escapeHtml(`${DESCRIPTION.title} ${DESCRIPTION.version}`)],
  ];
  return `<dl class="facts">${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("")}</dl>`;
}

function contents(causes: readonly Cause[], run: Run): string {
  if (causes.length < 2) return "";
  const items = causes.map(
    (cause) =>
      `<li><a href="#cause-${cause.number}">${escapeHtml(cause.title)}</a> <span class="${cause.status}">${cause.results.length === 1 ? text(run, cause.results[0].reason ?? "") : describeSize(cause)}</span></li>`,
  );
  return `<nav aria-labelledby="contents"><h2 id="contents">Causes</h2><ol>${items.join("\n")}</ol></nav>`;
}

function causeSection(cause: Cause, run: Run): string {
  const [first, ...others] = cause.results;
  const exchange = run.exchanges.find(({ probe }) => probe.id === first.probes[0]);
  const list = others.map(({ check }) => `<li><a href="#${anchor(check.id)}">${breakable(check.id)}</a></li>`);
  return `<section class="cause" id="cause-${cause.number}" aria-labelledby="title-${cause.number}">
<h2 id="title-${cause.number}"><span class="badge ${cause.status}">${cause.status}</span> ${cause.number}. ${escapeHtml(cause.title)}</h2>
<p class="reason">${text(run, first.reason ?? "")}</p>
<dl class="facts"><div><dt>Check</dt><dd><a href="#${anchor(first.check.id)}">${breakable(first.check.id)}</a></dd></div>
<div><dt>Source</dt><dd>${escapeHtml(SOURCES[first.check.level])} (${first.check.level})</dd></div>
<div><dt>Rule</dt><dd><code>${breakable(first.check.pointer)}</code></dd></div></dl>
${exchange === undefined ? "" : evidence(first, exchange, run)}
${list.length === 0 ? "" : `<details><summary>${countOf(list.length, "more check")} with this cause</summary><ul class="ids">${list.join("\n")}</ul></details>`}
</section>`;
}

function evidence(result: CheckResult, exchange: Exchange, run: Run): string {
  const { probe, response } = exchange;
  const headers = Object.entries(probe.headers).map(([name, value]) => ({
    text: run.leaks.mask(`${name}: ${value}`),
    isMarked: false,
  }));
  const request = [
    ...headers,
    { text: "", isMarked: false },
    ...(probe.body === undefined ? [] : formatBody(probe.body, run.leaks)),
  ];
  const body = response === undefined ? [] : formatBody(decodeBody(response), run.leaks, result.place);
  const command = run.leaks.mask(`hamsa-twilio verify --target ${run.verification.target} ${onlyOption(result.check)}`);
  return `<h3>Request</h3>
<p><code>${text(run, requestLine(exchange))}</code>: ${text(run, probe.title)}</p>
${block(request, "Request")}
<h3>Response</h3>
<p>${text(run, responseLine(exchange))}</p>
${body.length === 0 ? "" : block(body, "Response body")}
<details><summary>See it again</summary>
${block([{ text: command, isMarked: false }], "Command")}
${block([{ text: toCurl(run, probe), isMarked: false }], "Request as curl")}
</details>`;
}

function block(lines: readonly BodyLine[], label: string): string {
  const html = lines.map((line) => (line.isMarked ? `<mark>${escapeHtml(line.text)}</mark>` : escapeHtml(line.text)));
  return `<pre tabindex="0" role="group" aria-label="${label}">${html.join("\n").trimEnd()}</pre>`;
}

function knownSection(run: Run): string {
  const { failing, fixed } = listKnown(run);
  const list = (ids: readonly string[]) =>
    `<ul class="ids">${ids.map((id) => `<li><a href="#${anchor(id)}">${breakable(id)}</a></li>`).join("")}</ul>`;
  const parts = [
    failing.length === 0 ? "" : `<p>They don't fail the run.</p>${list(failing)}`,
    fixed.length === 0 ? "" : `<p>These passed, so they can be removed from the known failures:</p>${list(fixed)}`,
  ].filter(Boolean);
  return parts.length === 0
    ? ""
    : `<section aria-labelledby="known"><h2 id="known">Known failures</h2>${parts.join("\n")}</section>`;
}

/** How many checks have each status, and how much of the description was covered, as bars. */
function overview(run: Run): string {
  const { checks, ...counts } = countResults(run);
  if (checks === 0) return "";
  const statuses = Object.entries(counts).filter(([status, count]) => count > 0 || status !== "known");
  const bars = statuses.map(([status, count]) => bar(status, count, checks, status));
  const coverage = run.coverage.map(({ kind, total, missed }) => {
    const list = missed.map((each) => `<li>${breakable(each)}</li>`).join("");
    const details =
      list === ""
        ? ""
        : `<details><summary>${missed.length} not covered</summary><ul class="ids">${list}</ul></details>`;
    return bar(kind, total - missed.length, total, "covered") + details;
  });
  return `<section class="overview" aria-labelledby="overview"><h2 id="overview">Checks</h2><div class="bars">${bars.join("\n")}</div></section>${
    coverage.length === 0
      ? ""
      : `<section class="overview" aria-labelledby="coverage"><h2 id="coverage">Coverage of the description</h2><div class="bars">${coverage.join("\n")}</div></section>`
  }`;
}

function bar(label: string, value: number, max: number, kind: string): string {
  const id = `bar-${label.replace(/ /g, "-")}`;
  return `<div class="bar"><label for="${id}">${label}</label><meter id="${id}" class="${kind}" style="--share: ${Math.round((value / Math.max(1, max)) * 100)}%" min="0" max="${max}" value="${value}">${value} of ${max}</meter><span>${value} of ${max}</span></div>`;
}

function skippedSection(run: Run): string {
  const groups = groupSkipped(run);
  if (groups.length === 0) return "";
  const items = groups.map(
    ({ reason, ids }) =>
      `<details><summary>${text(run, reason)} (${countOf(ids.length, "check")})</summary><ul class="ids">${ids.map((id) => `<li><a href="#${anchor(id)}">${breakable(id)}</a></li>`).join("")}</ul></details>`,
  );
  return `<section aria-labelledby="skipped"><h2 id="skipped">Skipped</h2><p>The run gave no occasion for these checks, which is normal.</p>${items.join("\n")}</section>`;
}

/** The statuses that are shown at once, failures first. */
const NOTABLE: readonly CheckResult["status"][] = ["failed", "advice", "skipped"];

function allChecks(run: Run): string {
  if (run.results.length === 0) return "";
  const rows = (status: CheckResult["status"]) =>
    run.results.filter((each) => each.status === status).map((each) => checkRow(each, run));
  const notable = NOTABLE.flatMap(rows);
  const passed = rows("passed");
  return `<section aria-labelledby="checks"><h2 id="checks">All checks</h2>
${notable.length === 0 ? "" : checkTable(notable)}
<details><summary>${countOf(passed.length, "check")} passed</summary>${checkTable(passed)}</details></section>`;
}

function checkTable(rows: readonly string[]): string {
  return `<table><thead><tr><th scope="col">Status</th><th scope="col">The server …</th><th scope="col">Level</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>`;
}

function checkRow({ check, status, isKnown, reason }: CheckResult, run: Run): string {
  const why = reason === undefined ? "" : `<div class="why">${text(run, reason)}</div>`;
  return `<tr id="${anchor(check.id)}"><td><span class="badge ${status}">${isKnown ? `known: ${status}` : status}</span></td><td>${escapeHtml(check.title)}<div class="id">${breakable(check.id)}</div>${why}</td><td>${check.level}</td></tr>`;
}

function allRequests(run: Run): string {
  if (run.exchanges.length === 0) return "";
  const rows = run.exchanges.map(
    (exchange) =>
      `<tr><td><code>${breakable(run.leaks.mask(requestLine(exchange)))}</code><div>${text(run, exchange.probe.title)}</div></td><td>${text(run, responseLine(exchange))}</td></tr>`,
  );
  return `<section aria-labelledby="requests"><h2 id="requests">Requests</h2><details><summary>All ${countOf(run.exchanges.length, "request")} in order</summary>
<table><thead><tr><th scope="col">Request</th><th scope="col">Response</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></details></section>`;
}

/** What the run registered: the last thing to read, because it is what may have to be undone. */
function registrations(run: Run): string {
  return `<section aria-labelledby="registrations"><h2 id="registrations">What this run registered</h2><p>${text(run, describeRegistrations(run))}</p></section>`;
}

/** The id of an element, which may not have spaces. */
function anchor(checkId: string): string {
  return `check-${encodeURIComponent(checkId).replaceAll("%", "_")}`;
}

/** Lets a long id or path break after its separators, and nowhere else. */
function breakable(id: string): string {
  return escapeHtml(id).replace(/([./?&_](?=\w))/g, "$1<wbr>");
}

function text({ leaks }: Run, value: string): string {
  return escapeHtml(leaks.mask(value));
}

/** What a server wrote becomes text, without characters that HTML doesn't have. */
function escapeHtml(value: string): string {
  return value
    .replace(/[^\t\n\r\u{20}-\u{7E}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
