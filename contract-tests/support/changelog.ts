/** A section of CHANGELOG.md. */
export interface Section {
  /** `Unreleased`, or a version. */
  readonly name: string;
  /** The date of the release, if it has been released. */
  readonly date: string | undefined;
  readonly lines: readonly string[];
}

/** The fields of package.json that matter for a release. */
export interface Manifest {
  readonly version: string;
  readonly repository?: { readonly url: string };
}

/** The repository's owner in all addresses, until the project has a real one. */
const NO_OWNER = "OWNER";

/** The files that show what users notice of a change: the recorded API and the published description. */
const SEEN_BY_USERS = ["contract-tests/package/api-surface.md", "generated/openapi.json"];

/** Parses the sections of a changelog, in their order, newest first. A heading of any other form is an error. */
export function parseSections(changelog: string): Section[] {
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

/** Finds a reason not to publish under a tag: tag, package.json and CHANGELOG.md must agree. */
export function findReleaseProblem(tag: string, manifest: Manifest, changelog: string): string | undefined {
  const { version, repository } = manifest;
  if (tag !== `v${version}`) return `The tag is ${tag}, but package.json says ${version}.`;
  if (repository === undefined) return "package.json names no repository, and provenance is a claim about it.";
  if (repository.url.includes(`/${NO_OWNER}/`))
    return "package.json has no real repository. Run npm run repository -- OWNER/NAME.";
  const [newest] = parseSections(changelog);
  if (newest?.name !== version) return `CHANGELOG.md begins with ${newest?.name ?? "nothing"}, not with ${version}.`;
  return newest.lines.length > 0 ? undefined : `CHANGELOG.md says nothing about ${version}.`;
}

/** Checks package.json's version between releases: it must be the version of the newest release. */
export function findVersionProblem(version: string, changelog: string): string | undefined {
  const newest = parseSections(changelog).find(({ name }) => name !== "Unreleased");
  if (newest === undefined || newest.name === version) return undefined;
  return `package.json says ${version}, but the newest release in CHANGELOG.md is ${newest.name}.`;
}

/** Checks that a change to any of these files has a line in CHANGELOG.md, if users notice it. */
export function findChangelogProblem(changed: readonly string[]): string | undefined {
  const noticed = SEEN_BY_USERS.find((file) => changed.includes(file));
  if (noticed === undefined || changed.includes("CHANGELOG.md")) return undefined;
  return `${noticed} has changed, which users notice, but CHANGELOG.md has no line about it.`;
}
