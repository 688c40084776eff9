/** Nothing can be said of the target. The message is one paragraph: what was tried, what came, what to do. */
export class CannotJudge extends Error {
  override readonly name = "CannotJudge";
}
