// Jest provides `test` as a global; node --test has it in a module.
const run = globalThis.test ?? require("node:test").test;
for (const [name, promise] of Object.entries(require("./promises.cjs"))) run(name, promise);
