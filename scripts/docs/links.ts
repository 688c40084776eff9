import type { Link } from "./plain-text.js";

/** The files next to llms.txt on the reference page's site. */
export const SITE_LINKS: readonly Link[] = [
  { title: "Reference page", url: "index.html", about: "the same for people, with search" },
  { title: "OpenAPI description", url: "openapi.json", about: "both routes, every constraint with its source" },
];

/** The files around llms.txt in the package, where it is in dist/. */
export const PACKAGE_LINKS: readonly Link[] = [
  {
    title: "README",
    url: "../README.md",
    about: "the client, its errors and options, the mock for tests, the command",
  },
  { title: "Types of the client", url: "esm/src/index.d.ts", about: "every method, option and error" },
  {
    title: "OpenAPI description",
    url: "../generated/openapi.json",
    about: "both routes, every constraint with its source",
  },
  { title: "Changelog", url: "../CHANGELOG.md", about: "what changed, by version" },
];
