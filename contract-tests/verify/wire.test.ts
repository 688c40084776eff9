import { describe, expect, test } from "vitest";
import type { Schema } from "../../openapi/read.js";
import { findUndescribedProperties, isMediaType } from "../../src/verify/checks/wire.js";
import { findDuplicateKeys } from "../../src/verify/exchange/duplicate-keys.js";

describe("a duplicate key", () => {
  test.for([
    ['{"a":1,"a":2}', ["a"]],
    ['{"a":1,"\\u0061":2}', ["a"]],
    ['{"a":{"b":1,"b":2}}', ["b"]],
    ['{"a":{"b":1},"a":2}', ["a"]],
    ['{"a":{"b":1},"b":2}', []],
    ['{"a" :1,"a"\n\t: 2,"b":3,"b":4}', ["a", "b"]],
    ['[{"a":1},{"a":1}]', []],
    ['{"a":{"a":1}}', []],
    ['{"a":"\\"b\\":1,\\"b\\":2"}', []],
    ['{"a":["a","a"],"b":"a"}', []],
    ['{"__proto__":1,"__proto__":2}', ["__proto__"]],
  ] as const)("in %s is found: %s", ([json, keys]) => {
    expect(findDuplicateKeys(json)).toEqual(keys);
  });
});

describe("a media type", () => {
  test.for([
    ["application/json", true],
    ["application/json; charset=utf-8", true],
    ['APPLICATION/JSON ;charset="UTF-8"', true],
    ["application/json; charset=latin1", false],
    ["application/json;", false],
    ["application/json; charset", false],
    ["application/json; profile=x", false],
    ["application/jsonp", false],
    ["application/json, application/json", false],
    ["application/problem+json", false],
    ["json", false],
    ["", false],
  ] as const)("%s is application/json: %s", ([received, isIt]) => {
    expect(isMediaType(received, "application/json")).toBe(isIt);
  });
});

describe("an undescribed property", () => {
  const any: Schema = { pointer: "", name: "", keywords: {} };
  const list: Schema = { ...any, items: { ...any, properties: { b: any } } };
  const schema: Schema = { ...any, properties: { a: { ...any, properties: { b: any } }, free: any, list } };
  test.for([
    [{ a: { b: 1 } }, []],
    [{ a: { c: 1 }, d: 2 }, ["a.c", "d"]],
    [{ free: { anything: 1 } }, []],
    [{ toString: 1 }, ["toString"]],
    [{ list: [{ b: 1 }, { c: 1 }, { c: 2, d: 3 }] }, ["list[].c", "list[].d"]],
    [null, []],
    [[1], []],
  ] as const)("in %j is found: %s", ([value, found]) => {
    expect(findUndescribedProperties(value, schema)).toEqual(found);
  });
});
