const query = new URLSearchParams({ provider: "TWILIO", take: "10" });
const response = await fetch(`https://api.tryhamsa.com/v1/voice-agents/phone-number/list?${query}`, {
  redirect: "manual",
  signal: AbortSignal.timeout(30_000),
  headers: { Authorization: `Token ${process.env.HAMSA_API_KEY}` },
});

const text = await response.text(); // a gateway in front of the API may respond with HTML
if (!response.ok) throw new Error(`Status ${response.status}: ${text}`);

const { success, message, data } = JSON.parse(text);
if (!success) throw new Error(`Rejected: ${message}`);
for (const { number, label } of data) console.log(`${number} is "${label}".`);
