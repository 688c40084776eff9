import type * as fs from "node:fs";
import type * as path from "node:path";
import type * as zlib from "node:zlib";

interface BuiltIns {
  "node:fs": typeof fs;
  "node:path": typeof path;
  "node:zlib": typeof zlib;
}

/**
 * A module of Node's, loaded when it is used. An import would keep a Worker from loading this entry point,
 * even if it stores its attempts in PostgreSQL.
 */
export function loadBuiltIn<Name extends keyof BuiltIns>(name: Name): BuiltIns[Name] {
  return process.getBuiltinModule(name) as BuiltIns[Name];
}
