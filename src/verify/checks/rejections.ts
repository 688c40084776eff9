import type { Fact } from "../../../openapi/read.js";
import type { Exchange } from "../exchange/exchange.js";
import { fallback, registration, responseFor, security } from "../operations/description.js";
import { a, subjects } from "../operations/operations.js";
import { badCredentials, credentialId } from "../probes/bad-credentials.js";
import { brokenConstraints, describeConstraint } from "../probes/constraints.js";
import { UNKNOWN_PATH } from "../probes/plan.js";
import { subjectsWithBody } from "../probes/protocol.js";
import { type Check, type Evidence, fail, type Opinion, pass, skip } from "./check.js";
import { describeResult } from "./responses.js";

type Family = NonNullable<Check["family"]>;

/** A request that a server must reject, for whatever reason. */
function rejectionCheck(family: Family, id: string, title: string, { pointer, level }: Fact): Check {
  return { id, level, title, pointer, needs: [id], family, examine: expectRejection };
}

function expectRejection({ response, failure }: Exchange): Opinion {
  if (response?.status === 429) return skip("the server is rate limiting (429)");
  const isRejected = response !== undefined && response.status >= 400 && response.status < 500;
  return isRejected ? pass : fail(describeResult({ response, failure }));
}

/** In safe mode a bad key comes with an empty body, so only a 401 or 403 is about the key. */
function expectRejectionOfKey(exchange: Exchange, { plan }: Evidence): Opinion {
  const opinion = expectRejection(exchange);
  const status = exchange.response?.status;
  if (!plan.safe || opinion.status !== "passed" || status === 401 || status === 403) return opinion;
  return skip(`${status} may be about the empty body; only a complete request would show it`);
}

const ofAuthentication = subjects.flatMap((subject) =>
  badCredentials.map((credential): Check => {
    const id = credentialId(subject, credential);
    const check = rejectionCheck("keys", id, `rejects ${a(subject.noun)} ${credential.phrase}`, security.fact);
    return subject.changes ? { ...check, examine: expectRejectionOfKey } : check;
  }),
);

const ofConstraints = brokenConstraints.map(({ subject, id, constraint, messages }): Check => {
  const title = `rejects ${a(subject.noun)} unless ${describeConstraint(constraint)}`;
  return { ...rejectionCheck("content", id, title, constraint), needs: Object.keys(messages) };
});

const ofProtocol = subjectsWithBody.flatMap(({ id, noun, operation: { request } }): Check[] => {
  const { contentFact, requiredFact, mediaType } = request as NonNullable<typeof request>;
  return [
    rejectionCheck(
      "content",
      `${id}.protocol/malformed-json`,
      `rejects ${a(noun)} that is not complete JSON`,
      contentFact,
    ),
    // The page documents what is sent, not that anything else is rejected.
    rejectionCheck("content", `${id}.protocol/media-type`, `rejects ${a(noun)} that is not ${mediaType}`, {
      ...contentFact,
      level: "inferred",
    }),
    rejectionCheck("content", `${id}.protocol/empty-body`, `rejects ${a(noun)} with an empty body`, requiredFact),
  ];
});

const ofStray: readonly Check[] = [
  ...subjects.map(({ id, noun }) => {
    const title = `rejects ${a(noun)} with a method that is not described`;
    return rejectionCheck("routes", `${id}.protocol/wrong-method`, title, fallback.statusFact);
  }),
  rejectionCheck("routes", UNKNOWN_PATH, "rejects a path that is not described", fallback.statusFact),
];

export const rejectionChecks: readonly Check[] = [...ofAuthentication, ...ofConstraints, ...ofProtocol, ...ofStray];

/** The statuses for each kind of rejection, by the described one that they represent (RFC 9110, 15.5). */
const REJECTIONS: readonly { described: string; statuses: readonly number[]; family: Family; of: readonly Check[] }[] =
  [
    { described: "401", statuses: [401, 403], family: "keys", of: ofAuthentication },
    {
      described: "400",
      statuses: [400, 413, 415, 422],
      family: "content",
      of: [...ofConstraints, ...ofProtocol],
    },
  ];

export const rejectionStatusChecks: readonly Check[] = REJECTIONS.map(({ described, statuses, family, of }) => {
  const { pointer, level } = (responseFor(registration, Number(described)) ?? fallback).statusFact;
  return {
    id: `${described}/status`,
    level,
    pointer,
    title: `responds with ${statuses.join(", ").replace(/, (?=[0-9]+$)/, " or ")} to a request rejected because of its ${family === "keys" ? "key" : "content"}`,
    needs: of.flatMap(({ needs }) => needs),
    family,
    examine: ({ response, probe }, { plan }) => {
      if (response === undefined || response.status < 400) return skip("no rejection was received");
      if (response.status === 429) return skip("the server is rate limiting (429)");
      if (statuses.includes(response.status)) return pass;
      if (plan.safe && described === "401" && probe.body !== undefined)
        return skip(`${response.status} may be about the empty body`);
      return fail(describeResult({ response }));
    },
  };
});
