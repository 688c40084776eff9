// Loaded before a README program: requests to the API go to the mock instead, which responds with the number that
// the programs register.
const real = globalThis.fetch;
globalThis.fetch = (url, init) => {
  const { pathname, search } = new URL(url);
  return real(new URL(pathname + search, process.env.MOCK_URL), init);
};
