import { successOf } from "../../../src/verify/operations/contract.js";
import { listing, registration } from "../../../src/verify/operations/description.js";
import { subjectOf } from "../../../src/verify/operations/operations.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import { badCredentials, credentialId } from "../../../src/verify/probes/bad-credentials.js";
import { broken } from "../../../src/verify/probes/constraints.js";
import { secretProperties } from "../../../src/verify/probes/plan.js";
import type { Asked } from "../reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../reference/provider.js";
import { answering, type Mutant, rewriting, whenPlain, whenSuccess, withHeaders } from "./mutant.js";

const LIST = listing.operationId;
const schema = "ListPhoneNumbersResponse";
const answer = successOf(listing).id;
const list = subjectOf(listing);
const synthetic = Object(subjectOf(registration).synthetic.body);

/** A provider that answers the list's requests as if they were others. */
function misreading(name: string, misread: (asked: Asked) => Asked, caughtBy: readonly string[]): Mutant {
  const conforming = referenceProvider();
  const provider: Mutant["provider"] = (asked) => conforming(asked.method === listing.method ? misread(asked) : asked);
  return { name, provider, caughtBy };
}

/** Without a query parameter. */
const without = (name: string) => (asked: Asked) => {
  const url = new URL(asked.path, "http://localhost");
  url.searchParams.delete(name);
  return { ...asked, path: url.pathname + url.search };
};

const ignoring: readonly Mutant[] = listing.parameters.map(({ name }) =>
  misreading(`ignores ${name}`, without(name), [
    `${LIST}/${name}`,
    ...broken.map(({ id }) => id).filter((id) => id.startsWith(`${LIST}.${name}/`)),
  ]),
);

const withHeader = (authorization: string) => (asked: Asked) => ({
  ...asked,
  headers: { ...asked.headers, authorization },
});

const keys: readonly Mutant[] = [
  misreading("lists its numbers for any key, and for none", withHeader(`Token ${REFERENCE_KEY}`), [
    ...badCredentials.map((each) => credentialId(list, each)),
  ]),
  misreading(
    "asks for no key to list its numbers",
    (asked) => (asked.headers.authorization === undefined ? withHeader(`Token ${REFERENCE_KEY}`)(asked) : asked),
    [`${LIST}.authentication/no-header`],
  ),
];

/** Changes the list of everything. */
function onAll(name: string, change: (value: Envelope, asked: Asked) => unknown, caughtBy: readonly string[]): Mutant {
  return answering(
    name,
    whenPlain(list),
    rewriting((value, asked) => change(value as Envelope, asked)),
    caughtBy,
  );
}

interface Envelope {
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

const otherShapes: readonly Mutant[] = [
  onAll("wraps the items of its list", ({ data, ...rest }) => ({ ...rest, data: { items: data } }), [
    `${schema}.data/type`,
  ]),
  onAll("lists without an envelope", ({ data }) => data, [`${schema}/type`]),
  onAll("lists its items as numbers", ({ data, ...rest }) => ({ ...rest, numbers: data }), [
    `${schema}.data/required`,
    `${answer}/described-properties`,
  ]),
  onAll("puts an undescribed property beside an item's", (value) => withAt(value, ["data", "[]", "sid"], "PN0"), [
    `${answer}/described-properties`,
  ]),
  onAll(
    "lists a change before its creation",
    (value) => withAt(value, ["data", "[]", "updatedAt"], "2020-01-01T00:00:00Z"),
    [`${schema}.data.[].updatedAt/x-not-before`],
  ),
];

const wrongItems: readonly Mutant[] = [
  onAll(
    "lists another user's number beside its own",
    ({ data, ...rest }) => ({
      ...rest,
      data: [
        ...data,
        { ...data[0], id: "0e8a7f5c-91b2-4d63-8f4e-2a6c3d5b7e10", userId: "5e0c2b9a-7d41-4f86-9a3b-1c8e6f0d2b74" },
      ],
    }),
    [`${LIST}/one-user`],
  ),
  onAll(
    "does not list the number that it registered",
    ({ data, ...rest }) => ({ ...rest, data: data.filter(({ number }) => number !== synthetic.phoneNumber) }),
    [`${LIST}/registered`],
  ),
  ...secretProperties.map(({ name: property }) =>
    onAll(
      `lists ${property} beside each number`,
      (value) => withAt(value, ["data", "[]", property], synthetic[property]),
      [`secrets/${property}`, `${answer}/described-properties`],
    ),
  ),
  onAll("lists the API key in its message", (value) => ({ ...value, message: `Token ${REFERENCE_KEY}` }), [
    "secrets/api-key",
  ]),
  answering(
    "gives the API key back in a header of its list",
    whenSuccess(list),
    withHeaders(({ headers }) => ({ "x-debug": String(headers.authorization) })),
    ["secrets/api-key"],
  ),
];

export const listMutants: readonly Mutant[] = [...ignoring, ...keys, ...otherShapes, ...wrongItems];
