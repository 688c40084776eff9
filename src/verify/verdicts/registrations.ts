import type { components } from "../../../generated/api.js";
import { type Exchange, parseBody, parseJson } from "../exchange/exchange.js";
import type { Plan } from "../probes/plan.js";
import { isMock } from "./prism-mock.js";

/** A request that changed something at the server, or may have: it can't be undone with the described operations. */
export interface Registration {
  /** The id of the probe that made it. */
  readonly probe: string;
  /** What was sent: "a registration without Authorization". */
  readonly title: string;
  /** What was done: "registration". */
  readonly noun: string;
  /** The number that the request had, if it had one. */
  readonly number?: string;
  /** Whether the server confirmed it. Otherwise the response leaves it open. */
  readonly isConfirmed: boolean;
}

const NUMBER: keyof components["schemas"]["AddTwilioNumberRequest"] = "phoneNumber";

/** The registrations that a run caused, or may have caused. A mock has none, because it stores nothing. */
export function findRegistrations(exchanges: readonly Exchange[], { safe }: Pick<Plan, "safe">): Registration[] {
  if (isMock(exchanges)) return [];
  return exchanges.flatMap((exchange) => {
    const { probe } = exchange;
    const result = resultOf(exchange);
    // The bodies of safe mode have nothing to register, so a response without a confirmation means nothing.
    if (probe.change === undefined || result === "none" || (safe && result === "open")) return [];
    const number = Object(parseJson(probe.body ?? ""))[NUMBER];
    return [
      {
        probe: probe.id,
        title: probe.title,
        noun: probe.change,
        ...(typeof number === "string" && number !== "" ? { number } : {}),
        isConfirmed: result === "confirmed",
      },
    ];
  });
}

/** What a response says about the change that was requested, read as the client reads it. */
function resultOf({ response, failure }: Exchange): "confirmed" | "open" | "none" {
  if (response === undefined) return failure?.reason === "not connected" ? "none" : "open";
  const { status } = response;
  if (status < 300) {
    const { success } = Object(parseBody(response));
    return success === false ? "none" : success === true ? "confirmed" : "open";
  }
  // A server may respond to a registration with 303 (See Other), and 408 or 5xx may come after it.
  return status === 303 || status === 408 || status >= 500 ? "open" : "none";
}
