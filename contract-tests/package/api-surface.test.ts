import { expect, inject, test } from "vitest";
import { apiSurface } from "./support/api-surface.js";

const HEAD = `# API surface

What users of the package can write, from the declarations of the packed tarball. It changes on purpose only: after a
change that you mean, run \`npm run test:package -- -u api-surface\`, and say in CHANGELOG.md what it means to users.

`;

test("the API is the recorded one (meant to change it? npm run test:package -- -u api-surface)", async () => {
  await expect(HEAD + apiSurface(inject("consumer"))).toMatchFileSnapshot("api-surface.md");
});
