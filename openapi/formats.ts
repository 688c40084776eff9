/**
 * The formats in the description, as strict as their standards: RFC 3339 date-times (ajv-formats accepts a
 * space for the `T`) and RFC 4122 UUIDs (ajv-formats accepts `urn:uuid:`). They are regular expressions, so
 * that validators need no run-time dependency.
 */
const DAY_OF_ANY_YEAR = "[0-9]{4}-(?!02-(?:29|3)|(?:0[469]|11)-31)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
const LEAP_DAY = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29";
const TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?";
const OFFSET = "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";

/** The regular expression of each format. */
export const formats: Readonly<Record<string, RegExp>> = {
  "date-time": new RegExp(`^(?:${DAY_OF_ANY_YEAR}|${LEAP_DAY})[Tt]${TIME}${OFFSET}$`),
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};
