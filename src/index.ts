export type { components, operations, paths } from "../generated/api.js";
export { createHamsaClient, type HamsaClient } from "./client.js";
export {
  ApiError,
  AuthenticationError,
  RateLimitError,
} from "./errors/api-error.js";
export { ContractError } from "./errors/contract-error.js";
export {
  HamsaError,
  type Outcome,
  type Violation,
} from "./errors/hamsa-error.js";
export { InvalidParamsError } from "./errors/invalid-params-error.js";
export {
  AbortedError,
  ConnectionError,
  TimeoutError,
} from "./errors/no-answer-errors.js";
export { RedirectError } from "./errors/redirect-error.js";
export type { AddTwilioNumberParams } from "./operation/add-twilio-number.js";
export type { CallOptions, HamsaClientOptions } from "./options/options.js";
export type { TwilioNumber } from "./outcome/number-from.js";
