/**
 * The same small program in every runtime: five calls, and what a user's code would see of each.
 * It is plain JavaScript, because not every runtime accepts anything else. `hamsa` is the package's namespace.
 */
export async function contractProgram(hamsa, { servers, params, options = {} }) {
  const call = (baseUrl, more) =>
    hamsa
      .createHamsaClient({ apiKey: "an-api-key", baseUrl, maxRetries: 0, ...options, ...more })
      .addTwilioNumber(params)
      .then(
        (number) => ({ number }),
        (error) => ({ error: error.name, outcome: error.outcome, ...describeError(hamsa, error) }),
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

/** Adds an error's status and redirect location if it has them, and the message if it is not a HamsaError. */
function describeError(hamsa, error) {
  const { status, location } = error;
  const unexpected = error instanceof hamsa.HamsaError ? undefined : String(error);
  return JSON.parse(JSON.stringify({ status, location, unexpected }));
}
