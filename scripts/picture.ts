import { readFile, writeFile } from "node:fs/promises";
import { CommandError, runScript } from "./support/cli.js";

/** Written by `npm run test:package -- session`. */
const SESSION = ".output/add-session.txt";
const PICTURE = ".github/add-session.svg";

const LINE = 22;
const CHARACTER = 8.45;

// Draws the README's picture of an `add` session from its recording.
await runScript(async () => {
  const session = await readFile(SESSION, "utf8").catch(() => {
    throw new CommandError(`There is no ${SESSION}. Run npm run test:package -- session to record it.`);
  });
  await writeFile(PICTURE, renderSvg(session.trimEnd().split("\n")));
  console.log(`${PICTURE} shows the session of ${SESSION}.`);
});

function renderSvg(lines: readonly string[]): string {
  const width = Math.ceil(Math.max(...lines.map(({ length }) => length)) * CHARACTER) + 32;
  const height = lines.length * LINE + 28;
  const text = lines.map((line, index) => `  <text x="16" y="${32 + index * LINE}">${escapeText(line)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img">
  <title>A session of hamsa-twilio add</title>
  <rect width="100%" height="100%" rx="8" fill="#16202c"/>
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">
${text.join("\n")}
  </g>
</svg>
`;
}

/** Spaces become non-breaking spaces, which every renderer keeps. */
function escapeText(line: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    " ": "&#160;",
  };
  return line.replace(/[&<>" ]/g, (character) => entities[character] ?? character);
}
