import { setup as installPlatforms } from "./platforms.js";
import { runConcurrently } from "./run-concurrently.js";
import { setup as startPrism } from "./shared-prism.js";

export const setup = runConcurrently(installPlatforms, startPrism);
