/** How long a `Retry-After` header asks to wait, in ms: whole seconds or an HTTP date (RFC 9110 10.2.3). */
export function retryAfterMs(headers: Headers, now: number = Date.now()): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^[0-9]+$/.test(value)) return Number(value) * 1000;
  // Date.parse alone would take "-5" or "1.5" for a date.
  const date = /^[A-Z][a-z]{2,}, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
