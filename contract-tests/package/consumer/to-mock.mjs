// Loaded before a README program: requests to the API go to the mock instead.
const real = globalThis.fetch;
globalThis.fetch = (url, init) => real(new URL(new URL(url).pathname, process.env.MOCK_URL), init);
