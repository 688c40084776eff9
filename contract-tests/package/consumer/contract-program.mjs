/**
 * The same program in every runtime: what a user's code would see of calls to real servers, and a use of
 * everything that the package exports. It is plain JavaScript, because not every runtime accepts anything
 * else. `packages` has the namespaces `hamsa`, `testing` and `attempts`, loaded as the runtime loads them.
 */
export async function contractProgram(packages, { servers, params, options = {}, file }) {
  const used = new Set();
  const { hamsa, testing, attempts } = watchCalls(packages, used);

  const createClient = (baseUrl, more) =>
    hamsa.createHamsaClient({ apiKey: "an-api-key", baseUrl, maxRetries: 0, ...options, ...more });
  const createMocked = (fetch, more) => createClient("https://api.tryhamsa.com", { fetch, ...more });

  /** Where a call ends: with a number, or with an error whose classes count as used. */
  const describe = (call) =>
    call.then(
      (number) => ({ number }),
      (error) => {
        for (const name of listClasses(packages, error)) used.add(name);
        const unexpected = error instanceof packages.hamsa.HamsaError ? undefined : String(error);
        const { name, outcome, status, location } = error;
        return JSON.parse(JSON.stringify({ error: name, outcome, status, location, unexpected }));
      },
    );

  const synthetic = { Prefer: "example=synthetic" };
  const calls = {
    registers: createClient(servers.prism, { headers: synthetic }).addTwilioNumber(params),
    throughHttp: registerThroughHttp(createClient(servers.prism, { headers: synthetic }), params),
    unauthorized: createClient(servers.prism, { headers: { Prefer: "code=401" } }).addTwilioNumber(params),
    redirected: createClient(servers.redirects).addTwilioNumber(params),
    unanswered: createClient(servers.hangs, { timeout: 1_000 }).addTwilioNumber(params),
    unreachable: createClient(servers.refuses).addTwilioNumber(params),
  };
  const results = await Promise.all(Object.values(calls).map(describe));

  const mock = testing.createMockFetch();
  const lost = testing.createMockFetch({ networkError: true });
  const store = attempts.postgresAttempts(createPool(), { account: "acme" });
  await Promise.all(
    [
      createMocked(mock).addTwilioNumber({}),
      createMocked(mock).addTwilioNumber(params, { signal: AbortSignal.abort() }),
      createMocked(testing.createMockFetch({ status: 429 })).addTwilioNumber(params),
      createMocked(async () => Response.json({})).addTwilioNumber(params),
      createMocked(lost, { attempts: store }).ensureTwilioNumber(params, { lookFirst: false, timeout: 1_000 }),
      attempts.sqliteAttempts(createDatabase(), { account: "acme" }).compareAndSet("+14155550123"),
    ].map(describe),
  );
  const empty = testing.createMockFetch({ listPhoneNumbers: { example: "empty" } });
  await describe(createMocked(empty, { attempts: store }).ensureTwilioNumber(params, { timeout: 1_000 }));
  const failing = { compareAndSet: () => Promise.reject(new Error("the database is down")) };
  await describe(createMocked(empty, { attempts: failing }).ensureTwilioNumber(params));
  if (file !== undefined) await useFile(attempts, describe, { file, params });

  const exported = Object.values(packages).flatMap((namespace) => Object.keys(namespace));
  const unused = exported.filter((name) => !used.has(name) && name !== "default" && name !== "module.exports");
  return { ...Object.fromEntries(Object.keys(calls).map((name, index) => [name, results[index]])), unused };
}

async function registerThroughHttp({ http }, body) {
  const { data, error } = await http.POST("/v1/voice-agents/twilio/phone-number", { body });
  if (error) throw new Error(JSON.stringify(error));
  return data.data;
}

/** Records in a file, lists them, and takes a file of another program for one. */
async function useFile(attempts, describe, { file, params }) {
  const attempt = { token: "a-token", startedAt: new Date().toISOString() };
  await attempts.fileAttempts(file, { account: "acme" }).compareAndSet(params.phoneNumber, undefined, attempt);
  const [stored] = attempts.listAttempts(file);
  if (stored?.attempt.token !== attempt.token) throw new Error(`${file} does not have the attempt`);
  await describe(attempts.fileAttempts("package.json", { account: "acme" }).compareAndSet(params.phoneNumber));
}

/** A pool with one row, as far as the store's statements need it. */
function createPool() {
  let attempt = null;
  return {
    async query(text, values) {
      if (text.startsWith("INSERT")) attempt ??= values[3];
      if (text.startsWith("UPDATE")) attempt = values[1];
      if (text.startsWith("DELETE")) attempt = null;
      return { rows: [{ attempt, transaction: null }] };
    },
  };
}

function createDatabase() {
  return { prepare: (sql) => ({ run() {}, get: () => (sql.startsWith("PRAGMA") ? { timeout: 0 } : undefined) }) };
}

/** The same namespaces, whose functions note that they were called. */
function watchCalls(packages, used) {
  const watch = ([name, call]) => [
    name,
    (...args) => {
      used.add(name);
      return call(...args);
    },
  ];
  const watchAll = (namespace) => Object.fromEntries(Object.entries(namespace).map(watch));
  return Object.fromEntries(Object.entries(packages).map(([name, namespace]) => [name, watchAll(namespace)]));
}

/** The names of the exported classes that an error is an instance of. */
function listClasses(packages, error) {
  return Object.values(packages)
    .flatMap((namespace) => Object.entries(namespace))
    .filter(([, value]) => value?.prototype instanceof Error && error instanceof value)
    .map(([name]) => name);
}
