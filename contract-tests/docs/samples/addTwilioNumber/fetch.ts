const response = await fetch("https://api.tryhamsa.com/v1/voice-agents/twilio/phone-number", {
  method: "POST",
  redirect: "manual", // a redirect would carry the Twilio token to another host
  signal: AbortSignal.timeout(30_000),
  headers: {
    Authorization: `Token ${process.env.HAMSA_API_KEY}`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    phoneNumber: "+14155550123",
    label: "Support Line",
    twilioNumberSid: "PN0123456789abcdef0123456789abcdef",
    twilioAccountSid: "AC0123456789abcdef0123456789abcdef",
    twilioAuthToken: process.env.TWILIO_AUTH_TOKEN,
  }),
});

const text = await response.text(); // a gateway in front of the API may respond with HTML
if (!response.ok) throw new Error(`Status ${response.status}: ${text}`); // after a 5xx, check the list before you retry

const { success, message, data } = JSON.parse(text);
if (!success) throw new Error(`Rejected: ${message}`);
console.log(`Registered ${data.number} as ${data.id}.`);
