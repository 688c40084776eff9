/** The clients that were put before the same behaviours, default settings, in 2026-11 on Node 20. */
export const PEERS = [
  "openapi-fetch",
  "hey-api",
  "openai",
  "anthropic",
  "elevenlabs (Fern)",
  "mistral (Speakeasy)",
  "stripe",
  "twilio",
  "octokit",
] as const;

/** What each of them did, in their order: recorded, since to install them all takes longer than the table is worth. */
export const RECORDED = {
  inspectClient: ["no", "no", "yes", "yes", "yes", "yes", "yes", "yes", "deep"],
  stringifyClient: ["safe", "safe", "throws", "throws", "key", "key", "throws", "throws", "safe"],
  inspectError: ["no", "no", "no", "no", "no", "no", "no", "body, auth", "body"],
  keyWithNewline: ["yes", "yes", "yes", "yes", "yes", "yes", "no", "no", "yes"],
  redirect: ["yes", "yes", "yes", "yes", "and key", "yes", "no", "no", "yes"],
  statusAttempts: ["1/1/1", "1/1/1", "3/3/3", "3/3/3", "3/1/3", "1/1/1", "3/3/1", "1/1/1", "1/1/1"],
  silenceAttempts: ["1/hangs", "1/hangs", "3/3", "3/3", "1/1", "1/1", "3/3", "1/1", "1/hangs"],
  longRetryAfter: ["", "", "ignored", "sleeps 1 h", "sleeps 60 s", "", "ignored", "", ""],
  abortInBackOff: ["", "", "0.2 s", "0.2 s", "3 s", "", "no signal", "no signal", ""],
  stalls: ["hangs", "hangs", "typed", "hangs", "hangs", "DOMException", "typed", "AxiosError", "hangs"],
  html: ["SyntaxError", "string", "string", "string", "ParseError", "SDKError", "error", "SyntaxError", "string"],
  empty401: ["nothing set", "throws {}", "typed", "typed", "generic", "SDKError", '"Invalid JSON"', "typed", '""'],
  wrongShape: ["no", "no", "no", "no", "yes", "yes", "no", "no", "no"],
  emptyKey: ["sent", "sent", "refused", "sent", "sent", "sent", "refused", "refused late", "sent"],
} as const satisfies Record<string, readonly string[]>;

export type Hostility = keyof typeof RECORDED;
