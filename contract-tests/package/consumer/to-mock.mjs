// Loaded before a README program: requests to the API go to the mock instead, which responds with the number that
// the programs register.
const real = globalThis.fetch;
globalThis.fetch = (url, init) => {
  const headers = new Headers(init?.headers);
  headers.set("Prefer", "example=synthetic");
  return real(new URL(new URL(url).pathname, process.env.MOCK_URL), { ...init, headers });
};
