import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/command/decode-text.js";
import { findSimilar } from "../../src/command/suggest.js";
import { formatTable } from "../../src/command/table.js";
import { cut, displayWidth, neutralize, pad, wrap } from "../../src/command/text.js";

describe("neutralize", () => {
  test.for([
    ["clearing the screen", "a\u001b[2Jb", "ab"],
    ["setting the title", "a\u001b]0;title\u0007b", "ab"],
    ["a link", "\u001b]8;;https://evil.example\u001b\\text\u001b]8;;\u001b\\", "text"],
    ["a sequence in 8 bits", "\u009b31mred", "red"],
    ["a string that does not end", "a\u001b]0;the rest", "a0;the rest"],
    ["a reset", "\u001bcafter", "after"],
    ["new lines and tabs", "one\ntwo\r\n\tthree", "one two three"],
    ["line separators", "one\u2028two\u2029three", "one two three"],
    ["an override of the direction", "\u202egnp.exe\u202c", "gnp.exe"],
    ["isolates of the direction", "\u2066a\u2069", "a"],
    ["zero-width spaces", "sup\u200bport", "support"],
    ["invisible fillers", "a\u3164b\u00adc", "abc"],
    ["a joiner between letters of ASCII", "a\u200db", "ab"],
    ["half a surrogate pair", "a\ud800b", "a\ufffdb"],
    ["piled-up marks", `Z${"\u0321".repeat(40)}a`, `Z${"\u0321".repeat(3)}a`],
  ] as const)("takes out %s", ([, text, expected]) => {
    expect(neutralize(text)).toBe(expected);
  });

  test.for(["サポート窓口", "می\u200cخواهم", "👨‍👩‍👧 family", "❤️", "Évry", "العربية"])("keeps %s", (text) => {
    expect(neutralize(text)).toBe(text);
  });

  test("takes linear time for a string full of unfinished sequences", () => {
    for (const part of ["\u001b]", "\u009d", "\u001b[0;", "\u001b"]) {
      expect(neutralize(part.repeat(200_000)).includes("\u001b")).toBe(false);
    }
  });
});

describe("widths", () => {
  test.for([
    ["ABC", 3],
    ["サポート", 8],
    ["👨‍👩‍👧", 2],
    ["é", 1],
    ["العربية", 7],
  ] as const)("of %s are columns of a terminal", ([text, width]) => {
    expect(displayWidth(text)).toBe(width);
    expect(displayWidth(pad(text, 12))).toBe(12);
  });

  test("cut never breaks a character, and says that something is missing", () => {
    expect(cut("サポート窓口", 6)).toBe("サポ…");
    expect(cut("👨‍👩‍👧👨‍👩‍👧", 3)).toBe("👨‍👩‍👧…");
    expect(cut("short", 5)).toBe("short");
  });

  test("wrap breaks between words", () => {
    expect(wrap("one two three", 8)).toEqual(["one two", "three"]);
  });
});

describe("a table", () => {
  test("has columns of equal width, whatever is in them", () => {
    const lines = formatTable(
      ["NUMBER", "LABEL", "ID"],
      [
        ["1", "サポート", "x"],
        ["22", "a\u001b[2Jb", "y"],
        ["3", "é", "z"],
      ],
    );
    expect(lines.map((line) => displayWidth(line.slice(0, -1)))).toEqual(
      [17, 18, 18, 18].map(() => expect.any(Number)),
    );
    const starts = lines.slice(1).map((line) => displayWidth(line.slice(0, line.length - 1)));
    expect(new Set(starts).size).toBe(1);
  });

  test("of 150,000 rows is formatted", () => {
    const row = ["Support"];
    const rows = Array.from({ length: 150_000 }, () => row);
    expect(formatTable(["LABEL"], rows)).toHaveLength(150_001);
  });

  test("leaves out the last columns on a narrow terminal", () => {
    expect(formatTable(["NUMBER", "LABEL", "ID"], [["+14155550123", "Support Line", "a".repeat(36)]], 40)).toEqual([
      "NUMBER        LABEL",
      "+14155550123  Support Line",
    ]);
  });
});

describe("a file", () => {
  const utf16 = Buffer.from("\ufeffphoneNumber", "utf16le");
  test.for([
    ["UTF-8", Buffer.from("Évry"), "Évry"],
    ["UTF-8 with a byte order mark", Buffer.from("\ufeffÉvry"), "Évry"],
    ["UTF-16, little-endian", utf16, "phoneNumber"],
    ["UTF-16, big-endian", Buffer.from(utf16).swap16(), "phoneNumber"],
    ["Windows-1252", Buffer.from("\u00c9vry", "latin1"), undefined],
    ["UTF-16 without a mark", Buffer.from("phoneNumber", "utf16le"), undefined],
  ] as const)("in %s is decoded, or is not guessed at", ([, bytes, text]) => {
    expect(decodeText(bytes)).toBe(text);
  });
});

test.for([
  ["Label", "label"],
  ["twilioNumberSID", "twilioNumberSid"],
  ["phone_number", "phoneNumber"],
  ["lable", "label"],
  ["label", undefined],
  ["notes", undefined],
  ["id", undefined],
] as const)("%s is similar to %s", ([word, similar]) => {
  expect(findSimilar(word, ["phoneNumber", "label", "twilioNumberSid"])).toBe(similar);
});
