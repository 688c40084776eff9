import { TALKATIVE } from "./frameworks.js";
import { changeReply, type Mutant, rewriteJson, whenStatus } from "./mutant.js";

/** Shapes of errors that other frameworks have, but not this description. */
const SHAPES: readonly (readonly [name: string, value: unknown, caughtBy: readonly string[]])[] = [
  ["with a list of objects as message", { message: [{ text: "No" }] }, ["ErrorResponse.message[]/type"]],
  ["with success: true", { success: true, message: "No" }, ["ErrorResponse.success/const"]],
  ["with an object as message", { message: { text: "No" } }, ["ErrorResponse.message/type"]],
  ["without a message", { messageKey: "errors.no" }, ["ErrorResponse.message/required"]],
  ["with null as message", { message: null }, ["ErrorResponse.message/type"]],
  ["with a number as messageKey", { message: "No", messageKey: 7 }, ["ErrorResponse.messageKey/type"]],
  ["as a list", [{ message: "No" }], ["ErrorResponse/type"]],
  ["as a string", "No", ["ErrorResponse/type"]],
  ["as null", null, ["ErrorResponse/type"]],
];

export const errorMutants: readonly Mutant[] = [400, 401].flatMap((status) => [
  ...SHAPES.map(([name, value, caughtBy]) =>
    changeReply(
      `responds with ${status} ${name}`,
      whenStatus(status),
      rewriteJson(() => value),
      caughtBy,
    ),
  ),
  changeReply(
    `responds with ${status} and problem details`,
    whenStatus(status),
    rewriteJson(() => ({ title: "No", status, detail: "No" })),
    ["ErrorResponse.message/required"],
  ),
  changeReply(
    `responds with ${status} in an envelope`,
    whenStatus(status),
    rewriteJson((error) => ({ success: false, error })),
    ["ErrorResponse.message/required"],
  ),
  ...TALKATIVE.map(([language, text]) =>
    changeReply(
      `responds with ${status} and a crash message from ${language}`,
      whenStatus(status),
      rewriteJson(() => ({ message: text })),
      ["every-response/internals"],
    ),
  ),
]);
