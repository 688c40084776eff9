import type { Schema } from "../../../openapi/read.js";
import { operationOf } from "../../../src/verify/checks/agreement.js";
import { type Constraint, relationsOf } from "../../../src/verify/operations/constraints.js";
import { listing, operations } from "../../../src/verify/operations/description.js";
import { type Subject, subjects } from "../../../src/verify/operations/operations.js";
import { schemaAt, valueAt, withAt } from "../../../src/verify/operations/paths.js";
import { constraintId, formatPath } from "../../../src/verify/probes/constraints.js";
import { changeReply, type Mutant, rewriteJson, whenPlain } from "./mutant.js";

type Item = Readonly<Record<string, unknown>>;

/** One mutant per relation to another operation's response: a provider whose two responses disagree about one thing. */
export const derivedAgreementMutants: readonly Mutant[] = subjects.flatMap((subject) =>
  relationsOf(subject.operation.success.schema).flatMap((relation) => {
    if (relation.keyword === "x-identifies") return [repeatItem(subject, relation)];
    return relation.keyword === "x-same-as" ? [disagree(subject, relation)] : [];
  }),
);

function repeatItem(subject: Subject, relation: Constraint): Mutant {
  const name = `repeats an item with the same ${formatPath(relation.path)}`;
  return changeItems(name, subject, relation, (items) => [...items, ...items.slice(0, 1)]);
}

function disagree(subject: Subject, relation: Constraint): Mutant {
  const { schema } = subject.operation.success;
  const property = relation.path.at(-1) ?? "";
  const identity = relationsOf(schema).find(({ keyword }) => keyword === "x-identifies") as Constraint;
  const registered = registeredValue(identity);
  return changeItems(`lists another ${property} than it returned before`, subject, relation, (items) =>
    items.map((item) =>
      item[identity.path.at(-1) ?? ""] === registered
        ? { ...item, [property]: otherValue(schemaAt(schema, relation.path) as Schema) }
        : item,
    ),
  );
}

/** The identifying value of what the synthetic request makes. */
function registeredValue(identity: Constraint): unknown {
  const source = operations.find(({ operationId }) => operationId === operationOf(identity));
  const { property = "" } = identity.limit as { readonly property?: string };
  return valueAt(source?.success.example, property.split("."));
}

/** A valid value that no provider has returned. */
function otherValue({ keywords: { format } }: Schema): string {
  if (format === "uuid") return "5e0c2b9a-7d41-4f86-9a3b-1c8e6f0d2b74";
  return format === "date-time" ? "2020-01-01T00:00:00Z" : "another";
}

function changeItems(
  name: string,
  subject: Subject,
  relation: Constraint,
  change: (items: readonly Item[]) => readonly Item[],
): Mutant {
  const list = relation.path.slice(0, -2);
  const rewrite = rewriteJson((value) => withAt(value, list, change(valueAt(value, list) as readonly Item[])));
  const caughtBy = [constraintId(relation, subject.operation.success.schema)];
  // A number of another user is also a number of a second user.
  const isUser = relation.path.at(-1) === "userId";
  return changeReply(
    name,
    whenPlain(subject),
    rewrite,
    isUser ? [...caughtBy, `${listing.operationId}/one-user`] : caughtBy,
  );
}
