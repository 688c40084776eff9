/** Redocly must neither report usage nor look for a newer version: the project's commands take no network. */
export const QUIET = {
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
};

/** The end-of-life notice for Node 20 fills a screen and says nothing about the description. */
export function withoutBanner(output: string): string {
  const lines = output.split("\n").filter((line) => !/[╔║╚]/.test(line));
  return lines.join("\n").trim();
}
