import { expect, test } from "vitest";
import { listSpellings } from "../../src/verify/exchange/spellings.js";

/** Each spelling once, after the number of consecutive characters that reveal the secret. */
const show = (secret: string) => [
  ...new Set(listSpellings(secret).map(({ text, minLength }) => `${minLength}: ${text}`)),
];

/** The base64 that a secret has whatever comes after it and in the `count` bytes before it. */
function stableBase64(secret: string, count: number): string {
  const [low = "", high = ""] = [0x00, 0xff].map((byte) =>
    Buffer.concat([Buffer.alloc(count, byte), Buffer.from(secret), Buffer.alloc(3, byte)]).toString("base64url"),
  );
  return [...low]
    .filter((char, at) => char === high[at])
    .join("")
    .toLowerCase();
}

test("a secret is searched backwards, as in JSON, URLs and forms, in hexadecimal and in base64", () => {
  const secret = 'Ab"c +é/0123456';
  expect(show(secret)).toEqual([
    '12: ab"c +é/0123456',
    '12: 6543210/é+ c"ba',
    '12: ab\\"c +é/0123456',
    "12: ab%22c%20%2b%c3%a9%2f0123456",
    "12: ab22c202bc3a92f0123456",
    "12: ab%22c+%2b%c3%a9%2f0123456",
    "12: ab22c2bc3a92f0123456",
    "24: 41622263202bc3a92f30313233343536",
    ...[0, 1, 2].map((count) => `16: ${stableBase64(secret, count)}`),
  ]);
});

test("a secret of 12 letters and digits is also searched without its separators", () => {
  expect(show("abc-def-012345").slice(0, 4)).toEqual([
    "12: abc-def-012345",
    "12: abcdef012345",
    "12: 543210-fed-cba",
    "12: 543210fedcba",
  ]);
});

test("a short secret is searched only as a whole", () => {
  expect(show("s3-r3t")).toEqual([
    "6: s3-r3t",
    "6: t3r-3s",
    "12: 73332d723374",
    `8: ${stableBase64("s3-r3t", 0)}`,
    `7: ${stableBase64("s3-r3t", 1)}`,
    `7: ${stableBase64("s3-r3t", 2)}`,
  ]);
});
