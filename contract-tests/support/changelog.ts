/** One section of CHANGELOG.md. */
export interface Section {
  /** `Unreleased`, or a version. */
  readonly name: string;
  /** The day of the release, where there was one. */
  readonly date: string | undefined;
  readonly lines: readonly string[];
}

/** What package.json says of a release. */
export interface Manifest {
  readonly version: string;
  readonly repository?: unknown;
}

/** What users can tell a change by: the recorded API, and the description that is published with it. */
const CONCERNS_USERS = ["contract-tests/package/api-surface.md", "generated/openapi.json"];

/** The sections of a changelog, newest first as they stand. A heading of any other form is a mistake. */
export function sectionsOf(changelog: string): Section[] {
  return changelog
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = "", ...lines] = section.split("\n");
      const [, name, date] =
        /^(Unreleased|[0-9]+\.[0-9]+\.[0-9]+)(?: - ([0-9]{4}-[0-9]{2}-[0-9]{2}))?$/.exec(heading) ?? [];
      if (name === undefined || (name === "Unreleased") !== (date === undefined)) {
        throw new Error(`"## ${heading}" must be "## Unreleased" or like "## 1.2.3 - 2026-11-22"`);
      }
      return { name, date, lines: lines.filter((line) => line.startsWith("- ")) };
    });
}

/** What stands against publishing under a tag, or nothing: tag, package.json and CHANGELOG.md must agree. */
export function releaseProblem(tag: string, manifest: Manifest, changelog: string): string | undefined {
  const { version, repository } = manifest;
  if (tag !== `v${version}`) return `The tag is ${tag}, but package.json says ${version}.`;
  if (repository === undefined) return "package.json names no repository, and provenance is a claim about that.";
  const [newest] = sectionsOf(changelog);
  if (newest?.name !== version) return `CHANGELOG.md begins with ${newest?.name ?? "nothing"}, not with ${version}.`;
  return newest.lines.length > 0 ? undefined : `CHANGELOG.md says nothing about ${version}.`;
}

/** What is wrong with package.json's version between releases, or nothing: it is that of the newest release. */
export function versionProblem(version: string, changelog: string): string | undefined {
  const newest = sectionsOf(changelog).find(({ name }) => name !== "Unreleased");
  if (newest === undefined || newest.name === version) return undefined;
  return `package.json says ${version}, but the newest release in CHANGELOG.md is ${newest.name}.`;
}

/** What a change, by the files it touches, fails to tell its users, or nothing. */
export function changelogProblem(changed: readonly string[]): string | undefined {
  const concern = CONCERNS_USERS.find((file) => changed.includes(file));
  if (concern === undefined || changed.includes("CHANGELOG.md")) return undefined;
  return `${concern} has changed, so users are concerned, but CHANGELOG.md says nothing about it.`;
}
