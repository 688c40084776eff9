import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import tls from "node:tls";
import { CannotJudgeError } from "../../verify/verdicts/stop-reason.js";

/** The CA certificates that Node trusts, and those of a file. */
export function readTrustedCas(file: string, { NODE_EXTRA_CA_CERTS }: NodeJS.ProcessEnv): readonly string[] {
  return [...usualCas(NODE_EXTRA_CA_CERTS), readCertificates(file)];
}

/** Node 22.15 and later return what they trust. Before that, it is this. */
function usualCas(extraFile: string | undefined): readonly string[] {
  const { getCACertificates } = tls as { readonly getCACertificates?: (type: "default") => readonly string[] };
  return (
    getCACertificates?.("default") ?? [...tls.rootCertificates, ...(extraFile ? [readCertificates(extraFile)] : [])]
  );
}

function readCertificates(file: string): string {
  const problem = (what: string) => new CannotJudgeError(`${what} Pass the CA certificate (PEM) with --cacert.`);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw problem(code === "ENOENT" ? `There is no file ${file}.` : `The file ${file} can't be read (${code}).`);
  }
  try {
    new X509Certificate(text);
  } catch {
    throw problem(`The file ${file} has no certificate.`);
  }
  return text;
}
