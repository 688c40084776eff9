export type { components, operations, paths } from "../generated/api.js";
export type { PhoneNumber, TwilioNumber } from "./client/answers.js";
export { createHamsaClient, type HamsaClient, type NumberList } from "./client/client.js";
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
} from "./client/errors.js";
export type { EnsuredNumber } from "./client/operations.js";
export type { Attempts, CallOptions, EnsureOptions, HamsaClientOptions } from "./client/options.js";
export type { AddTwilioNumberParams, ListNumbersParams } from "./client/params.js";
