import { expect, inject, test } from "vitest";
import { renderApiSurface } from "./support/api-surface.js";

const HEAD = `# API surface

What users of the package can write, from the declarations in the packed tarball. After an intended change, run
\`npm run test:package -- -u api-surface\` and describe in CHANGELOG.md what it means for users.

`;

test("the API is the recorded one (to change it, run npm run test:package -- -u api-surface)", async () => {
  await expect(HEAD + renderApiSurface(inject("consumer"))).toMatchFileSnapshot("api-surface.md");
});
