/**
 * The same small program in every runtime: five calls, and of each what a user's code would see.
 * Plain JavaScript, since not every runtime takes anything else; `hamsa` is the package's namespace.
 */
export async function contractProgram(hamsa, { servers, params, options = {} }) {
  const call = (baseUrl, more) =>
    hamsa
      .createHamsaClient({ apiKey: "an-api-key", baseUrl, maxRetries: 0, ...options, ...more })
      .addTwilioNumber(params)
      .then(
        (number) => ({ number }),
        (error) => ({ error: error.name, outcome: error.outcome, ...told(hamsa, error) }),
      );
  const [registers, unauthorized, redirected, unanswered, unreachable] = await Promise.all([
    call(servers.prism, { headers: { Prefer: "example=synthetic" } }),
    call(servers.prism, { headers: { Prefer: "code=401" } }),
    call(servers.redirects),
    call(servers.hangs, { timeout: 500 }),
    call(servers.refuses),
  ]);
  return { registers, unauthorized, redirected, unanswered, unreachable };
}

/** An error's status and origin of a redirect where there are any; a message stands for what is no HamsaError. */
function told(hamsa, error) {
  const { status, location } = error;
  const stranger = error instanceof hamsa.HamsaError ? undefined : String(error);
  return JSON.parse(JSON.stringify({ status, location, stranger }));
}
