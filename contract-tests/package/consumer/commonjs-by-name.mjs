// Imports the CommonJS files: Node must find the names of their exports without running them.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { contractProgram } from "./contract-program.mjs";

const { resolve } = createRequire(import.meta.url);
const importCommonJs = (name) => import(pathToFileURL(resolve(name)).href);
const hamsa = await importCommonJs("hamsa-twilio");
const attempts = await importCommonJs("hamsa-twilio/attempts");
const testing = await importCommonJs("hamsa-twilio/testing");

const input = JSON.parse(process.argv[2]);
console.log(JSON.stringify(await contractProgram({ hamsa, attempts, testing }, input)));
