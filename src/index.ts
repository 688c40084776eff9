export type { components, operations, paths } from "../generated/api.js";
export type { PhoneNumber, TwilioNumber } from "./answers.js";
export { createHamsaClient, type HamsaClient, type NumberList } from "./client.js";
export {
  AbortedError,
  ApiError,
  AuthenticationError,
  ConnectionError,
  ContractError,
  HamsaError,
  InvalidParamsError,
  type Outcome,
  PendingError,
  RateLimitError,
  RedirectError,
  TimeoutError,
  type Violation,
} from "./errors.js";
export type { EnsuredNumber } from "./operations.js";
export type { Attempts, CallOptions, EnsureOptions, HamsaClientOptions } from "./options.js";
export type { AddTwilioNumberParams, ListNumbersParams } from "./params.js";
