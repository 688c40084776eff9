import { runConcurrently } from "../../support/run-concurrently.js";
import { setup as startPrism } from "../../support/shared-prism.js";
import { setup as installConsumer } from "../shared-consumer.js";

export const setup = runConcurrently(startPrism, installConsumer);
