/** Nothing can be said of the target: told in one paragraph of what was tried, what came, and what to do. */
export class CannotJudge extends Error {
  override readonly name = "CannotJudge";
}
