// Loaded before a README program: whatever it sends to the API goes to the mock in its place.
const real = globalThis.fetch;
globalThis.fetch = (url, init) => real(new URL(new URL(url).pathname, process.env.MOCK_URL), init);
