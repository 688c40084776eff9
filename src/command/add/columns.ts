import { propertiesOfAddTwilioNumberRequest as COLUMNS } from "../../../generated/constants.js";
import { findSimilar } from "../suggest.js";

export { COLUMNS };

/**
 * What is wrong with the names of columns, or of a JSON object's properties: a misspelt one would be ignored, and of
 * two with one name only the last would count. Other names are the person's own columns. They are not repeated: a
 * file without a first line of names has data there, perhaps a token.
 */
export function findColumnProblems(names: readonly string[]): string[] {
  const repeated = COLUMNS.filter((column) => names.filter((name) => name === column).length > 1);
  const misspelt = names.flatMap((name) => {
    const meant = COLUMNS.includes(name) ? undefined : findSimilar(name, COLUMNS);
    return meant === undefined ? [] : [`unknown column "${name}". Did you mean ${meant}?`];
  });
  return [...repeated.map((column) => `two columns have the name ${column}`), ...misspelt];
}
