/** What is wrong with a value that breaks a constraint, as the end of a sentence that begins with the field. */
export function inWords(keyword: string, params: Readonly<Record<string, unknown>>): string {
  switch (keyword) {
    case "required":
      return "is missing";
    case "type":
      return `must be of type ${[params.type].flat().join(" or ")}`;
    case "minLength":
      return params.limit === 1 ? "must not be empty" : `must have at least ${params.limit} characters`;
    case "maxLength":
      return `must have at most ${params.limit} characters`;
    case "pattern":
      return `must match ${params.pattern}`;
    case "format":
      return `must be a ${params.format}`;
    case "const":
      return `must be ${JSON.stringify(params.allowedValue)}`;
    case "enum":
      return `must be one of ${JSON.stringify(params.allowedValues)}`;
    default:
      return `breaks ${keyword} ${JSON.stringify(params)}`;
  }
}
