#!/usr/bin/env bash
# Runs hamsa-twilio verify for the action, and sets its outputs. Everything comes from environment variables, because an
# input that is pasted into a script could run as one.
set -uo pipefail

reports=$(mktemp -d "${RUNNER_TEMP:-/tmp}/hamsa-twilio-XXXXXX")
flags=(--target "$TARGET" --json "$reports/verify.json" --junit "$reports/verify.xml")
flags+=(--ctrf "$reports/ctrf.json" --html "$reports/verify.html")
if [ "${MODE:-safe}" != full ]; then flags+=(--safe); fi
if [ "${STRICT:-false}" = true ]; then flags+=(--strict); fi
if [ -n "${ONLY:-}" ]; then flags+=(--only "$ONLY"); fi
if [ -n "${EXCEPT:-}" ]; then flags+=(--except "$EXCEPT"); fi
if [ -n "${CACERT:-}" ]; then flags+=(--cacert "$CACERT"); fi
while IFS= read -r header; do
  if [ -n "$header" ]; then flags+=(--header "$header"); fi
done <<< "${HEADER:-}"

# The params have a token, so their file is next to the reports and not among them.
if [ "${MODE:-safe}" = full ] && [ -n "${PARAMS:-}" ]; then
  flags+=(--params "$PARAMS")
elif [ "${MODE:-safe}" = full ] && [ -n "${HAMSA_PARAMS:-}" ]; then
  params=$(mktemp "${RUNNER_TEMP:-/tmp}/hamsa-params-XXXXXX")
  trap 'rm -f "$params"' EXIT
  printf '%s' "$HAMSA_PARAMS" > "$params"
  flags+=(--params "$params")
fi

code=0
${COMMAND:-npx --yes "--package=$PACKAGE" hamsa-twilio} verify "${flags[@]}" || code=$?
case $code in
  0) verdict=passed ;;
  1) verdict=failed ;;
  *) verdict=not-judged ;;
esac
{
  echo "verdict=$verdict"
  echo "report=$reports/verify.json"
  echo "folder=$reports"
  # The name of an artifact may be used only once per workflow run. The folder's name is random.
  echo "artifact=verify-${GITHUB_JOB:-job}-${reports##*-}"
} >> "${GITHUB_OUTPUT:-/dev/null}"
exit $code
