import {
  type AddTwilioNumberParams,
  ApiError,
  createHamsaClient,
  HamsaError,
  type Outcome,
  type TwilioNumber,
} from "hamsa-twilio";
import {
  fileAttempts,
  type PostgresPool,
  postgresAttempts,
  type SqliteDatabase,
  sqliteAttempts,
} from "hamsa-twilio/attempts";
import { createMockFetch } from "hamsa-twilio/testing";
import type { components, paths } from "hamsa-twilio/types";

const params: AddTwilioNumberParams = {
  phoneNumber: "+14155550123",
  label: "Support Line",
  twilioNumberSid: "PN0123456789abcdef0123456789abcdef",
  twilioAccountSid: "AC0123456789abcdef0123456789abcdef",
  twilioAuthToken: "any token",
};

export async function register(): Promise<TwilioNumber | Outcome> {
  const fetch = createMockFetch({ status: 409 });
  const hamsa = createHamsaClient({ apiKey: "test-key", fetch });
  try {
    const number: components["schemas"]["TwilioNumber"] = await hamsa.addTwilioNumber(params);
    return number;
  } catch (error) {
    if (error instanceof ApiError && error.status === 400) return error.body?.message === "" ? "unknown" : "rejected";
    if (error instanceof HamsaError) return error.outcome;
    throw error;
  }
}

export const path: keyof paths = "/v1/voice-agents/twilio/phone-number";

declare const pool: PostgresPool;
declare const db: SqliteDatabase;
const account = "acme";
const stores = [
  postgresAttempts(pool, { account }),
  sqliteAttempts(db, { account, table: "attempts" }),
  fileAttempts("attempts.jsonl", { account }),
];
export const clients = stores.map((attempts) => createHamsaClient({ apiKey: "test-key", attempts }));

// Its type has a name that a declaration file can import.
export const { http } = createHamsaClient({ apiKey: "test-key" });

export class ConflictError extends ApiError {
  readonly kind = "conflict";
}

export function findReason(error: unknown): string | undefined {
  return error instanceof ApiError && error.status === 409 ? error.excerpt : undefined;
}
