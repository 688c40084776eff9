/** What the platform gives, and the mark that the others are measured by. */
export default (baseUrl, fetch) => async (body) => {
  const response = await fetch(`${baseUrl}/v1/voice-agents/twilio/phone-number`, {
    method: "POST",
    headers: { Authorization: "Token an-api-key", "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()).data;
};
