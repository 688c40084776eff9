export type { components, operations, paths } from "../generated/api.js";
export type { Attempt, AttemptStore } from "./client/attempts.js";
export { createHamsaClient, type HamsaClient, type NumberList } from "./client/client.js";
export {
  AbortError,
  ApiError,
  AttemptStoreError,
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
export type { HamsaHttp } from "./client/http.js";
export type { EnsuredNumber, PhoneNumber, TwilioNumber } from "./client/numbers.js";
export type { CallOptions, EnsureOptions, FetchFunction, HamsaClientOptions, HeaderOptions } from "./client/options.js";
export type { AddTwilioNumberParams, ListPhoneNumbersParams } from "./client/params.js";
