export type { components, operations, paths } from "../generated/api.js";
export { createHamsaClient, type HamsaClient, type NumberList } from "./client/client.js";
export {
  AbortError,
  ApiError,
  AuthenticationError,
  ConnectionError,
  ContractError,
  type ErrorBody,
  HamsaError,
  InvalidParamsError,
  type Outcome,
  PendingError,
  RateLimitError,
  RedirectError,
  TimeoutError,
  type Violation,
} from "./client/errors.js";
export type { EnsuredNumber, PhoneNumber, TwilioNumber } from "./client/numbers.js";
export type { Attempts, CallOptions, EnsureOptions, HamsaClientOptions, HeaderOptions } from "./client/options.js";
export type { AddTwilioNumberParams, ListPhoneNumbersParams } from "./client/params.js";
