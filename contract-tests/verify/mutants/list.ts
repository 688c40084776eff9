import { listing, registration } from "../../../src/verify/operations/description.js";
import { subjectOf } from "../../../src/verify/operations/operations.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import { badCredentials, credentialId } from "../../../src/verify/probes/bad-credentials.js";
import { brokenConstraints } from "../../../src/verify/probes/constraints.js";
import { secretProperties } from "../../../src/verify/probes/plan.js";
import type { Provider, ReceivedRequest } from "../reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../reference/provider.js";
import { addHeaders, changeReply, type Mutant, mutantOf, rewriteJson, whenPlain, whenSuccess } from "./mutant.js";

const LIST = listing.operationId;
const schema = "ListPhoneNumbersResponse";
const success = listing.success.id;
const list = subjectOf(listing);
const synthetic = Object(subjectOf(registration).synthetic.body);

/** A provider that responds to a request for the list as if it were another. */
function misread(
  name: string,
  misread: (request: ReceivedRequest) => ReceivedRequest,
  caughtBy: readonly string[],
): Mutant {
  const start = (): Provider => {
    const conforming = referenceProvider();
    return (request) => conforming(request.method === listing.method ? misread(request) : request);
  };
  return mutantOf(name, start, caughtBy);
}

/** Without a query parameter. */
const without = (name: string) => (request: ReceivedRequest) => {
  const url = new URL(request.path, "http://localhost");
  url.searchParams.delete(name);
  return { ...request, path: url.pathname + url.search };
};

const ignoring: readonly Mutant[] = listing.parameters.map(({ name }) =>
  misread(`ignores ${name}`, without(name), [
    `${LIST}/${name}`,
    ...brokenConstraints.map(({ id }) => id).filter((id) => id.startsWith(`${LIST}.${name}/`)),
  ]),
);

const withHeader = (authorization: string) => (request: ReceivedRequest) => ({
  ...request,
  headers: { ...request.headers, authorization },
});

const keys: readonly Mutant[] = [
  misread("lists its numbers for any key, and for none", withHeader(`Token ${REFERENCE_KEY}`), [
    ...badCredentials.map((each) => credentialId(list, each)),
  ]),
  misread(
    "requires no key to list its numbers",
    (request) =>
      request.headers.authorization === undefined ? withHeader(`Token ${REFERENCE_KEY}`)(request) : request,
    [`${LIST}.authentication/no-header`],
  ),
];

/** Changes the list of everything. */
function changeList(
  name: string,
  change: (value: Envelope, request: ReceivedRequest) => unknown,
  caughtBy: readonly string[],
): Mutant {
  return changeReply(
    name,
    whenPlain(list),
    rewriteJson((value, request) => change(value as Envelope, request)),
    caughtBy,
  );
}

interface Envelope {
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

const otherShapes: readonly Mutant[] = [
  changeList("wraps the items of its list", ({ data, ...rest }) => ({ ...rest, data: { items: data } }), [
    `${schema}.data/type`,
  ]),
  changeList("lists without an envelope", ({ data }) => data, [`${schema}/type`]),
  changeList("lists its items as numbers", ({ data, ...rest }) => ({ ...rest, numbers: data }), [
    `${schema}.data/required`,
    `${success}/described-properties`,
  ]),
  changeList("adds an undescribed property to each item", (value) => withAt(value, ["data", "[]", "sid"], "PN0"), [
    `${success}/described-properties`,
  ]),
  changeList(
    "lists a change before its creation",
    (value) => withAt(value, ["data", "[]", "updatedAt"], "2020-01-01T00:00:00Z"),
    [`${schema}.data[].updatedAt/x-not-before`],
  ),
];

const wrongItems: readonly Mutant[] = [
  changeList(
    "also lists another user's number",
    ({ data, ...rest }) => ({
      ...rest,
      data: [
        ...data,
        {
          ...data[0],
          id: "0e8a7f5c-91b2-4d63-8f4e-2a6c3d5b7e10",
          number: "+14155550166",
          userId: "5e0c2b9a-7d41-4f86-9a3b-1c8e6f0d2b74",
        },
      ],
    }),
    [`${LIST}/one-user`],
  ),
  changeList(
    "lists a number under two ids",
    ({ data, ...rest }) => ({ ...rest, data: [...data, { ...data[0], id: "0e8a7f5c-91b2-4d63-8f4e-2a6c3d5b7e10" }] }),
    [`${schema}.data[].number/x-identifies`],
  ),
  changeList(
    "lists the number that it registered twice",
    ({ data, ...rest }) => ({
      ...rest,
      data: data.flatMap((each) => (each.number === synthetic.phoneNumber ? [each, each] : [each])),
    }),
    [`${schema}.data[].number/x-identifies`],
  ),
  changeList(
    "does not list the number that it registered",
    ({ data, ...rest }) => ({ ...rest, data: data.filter(({ number }) => number !== synthetic.phoneNumber) }),
    [`${LIST}/registered`],
  ),
  ...secretProperties.map(({ name: property }) =>
    changeList(
      `lists ${property} with each number`,
      (value) => withAt(value, ["data", "[]", property], synthetic[property]),
      [`secrets/${property}`, `${success}/described-properties`],
    ),
  ),
  changeList("lists the API key in its message", (value) => ({ ...value, message: `Token ${REFERENCE_KEY}` }), [
    "secrets/api-key",
  ]),
  changeReply(
    "returns the API key in a header of its list",
    whenSuccess(list),
    addHeaders(({ headers }) => ({ "x-debug": String(headers.authorization) })),
    ["secrets/api-key"],
  ),
];

export const listMutants: readonly Mutant[] = [...ignoring, ...keys, ...otherShapes, ...wrongItems];
