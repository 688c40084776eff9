import { createHamsaClient, type HamsaClient, type HamsaClientOptions, InvalidParamsError } from "../index.js";
import { nothingSentError } from "./add/ending.js";

/** What a person sets, for the client's options that can be wrong. */
const NAMES: Readonly<Record<string, string>> = { apiKey: "HAMSA_API_KEY", baseUrl: "--base-url" };

/** The client's own words about a wrong option are for programs. These name what the person typed. */
export function createClient(options: HamsaClientOptions): HamsaClient {
  try {
    return createHamsaClient(options);
  } catch (error) {
    if (!(error instanceof InvalidParamsError)) throw error;
    const problems = error.violations.map(
      ({ field, message }) => `${NAMES[field] ?? field} ${message.replace(/ \(set allowInsecureHttp .*\)$/, "")}.`,
    );
    throw nothingSentError(problems.join("\n"));
  }
}
