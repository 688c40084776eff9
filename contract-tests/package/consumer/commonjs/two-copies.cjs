// A program that imports the package and depends on another that requires it: two copies in one process.
const required = require("hamsa-twilio");
const { createMockFetch } = require("hamsa-twilio/testing");

import("hamsa-twilio").then(async (imported) => {
  const names = [
    "HamsaError",
    "ApiError",
    "AuthenticationError",
    "RateLimitError",
    "ConnectionError",
    "InvalidParamsError",
  ];
  const seen = {};
  for (const [one, other] of [
    [required, imported],
    [imported, required],
  ]) {
    const hamsa = one.createHamsaClient({ apiKey: "test-key", fetch: createMockFetch({ status: 401 }) });
    const error = await hamsa.addTwilioNumber({}).catch((thrown) => thrown);
    seen[`InvalidParamsError of ${one === required ? "required" : "imported"}`] = names.filter(
      (name) => error instanceof other[name],
    );
    class Own extends other.HamsaError {}
    if (error instanceof Own || required.HamsaError === imported.HamsaError) throw new Error("not two copies");
  }
  const rejection = new required.AuthenticationError("no", { outcome: "rejected", status: 401 });
  seen.AuthenticationError = names.filter((name) => rejection instanceof imported[name]);
  console.log(JSON.stringify(seen));
});
