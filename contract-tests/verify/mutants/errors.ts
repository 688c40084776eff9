import { TALKATIVE } from "./frameworks.js";
import { answering, type Mutant, rewriting, whenStatus } from "./mutant.js";

/** Shapes of errors that other frameworks have, and this description does not. */
const SHAPES: readonly (readonly [name: string, value: unknown, caughtBy: readonly string[]])[] = [
  ["with a list of objects as message", { message: [{ text: "No" }] }, ["ErrorResponse.message.[]/type"]],
  ["with success: true", { success: true, message: "No" }, ["ErrorResponse.success/const"]],
  ["with an object as message", { message: { text: "No" } }, ["ErrorResponse.message/type"]],
  ["without a message", { messageKey: "errors.no" }, ["ErrorResponse.message/required"]],
  ["with null as message", { message: null }, ["ErrorResponse.message/type"]],
  ["with a number as messageKey", { message: "No", messageKey: 7 }, ["ErrorResponse.messageKey/type"]],
  ["as a list", [{ message: "No" }], ["ErrorResponse/type"]],
  ["as a text", "No", ["ErrorResponse/type"]],
  ["as null", null, ["ErrorResponse/type"]],
];

export const errorMutants: readonly Mutant[] = [400, 401].flatMap((status) => [
  ...SHAPES.map(([name, value, caughtBy]) =>
    answering(
      `answers ${status} ${name}`,
      whenStatus(status),
      rewriting(() => value),
      caughtBy,
    ),
  ),
  answering(
    `answers ${status} with problem details`,
    whenStatus(status),
    rewriting(() => ({ title: "No", status, detail: "No" })),
    ["ErrorResponse.message/required"],
  ),
  answering(
    `answers ${status} in an envelope`,
    whenStatus(status),
    rewriting((error) => ({ success: false, error })),
    ["ErrorResponse.message/required"],
  ),
  ...TALKATIVE.map(([language, text]) =>
    answering(
      `answers ${status} with what ${language} says of a breakdown`,
      whenStatus(status),
      rewriting(() => ({ message: text })),
      ["every-answer/insides"],
    ),
  ),
]);
