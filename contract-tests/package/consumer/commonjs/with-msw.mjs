// Mock Service Worker is between the platform's fetch and the network.
import { createHamsaClient } from "hamsa-twilio";

const { http, HttpResponse } = await import(process.env.MSW);
const { setupServer } = await import(process.env.MSW_NODE);
const server = setupServer(
  http.post("https://api.tryhamsa.com/v1/voice-agents/twilio/phone-number", async ({ request }) => {
    const { label } = await request.json();
    return HttpResponse.json({ message: [`${label} is taken`] }, { status: 409 });
  }),
);
server.listen({ onUnhandledRequest: "error" });
const params = JSON.parse(process.argv[2]);
const error = await createHamsaClient({ apiKey: "test-key" })
  .addTwilioNumber(params)
  .catch((thrown) => thrown);
const { http: client } = createHamsaClient({ apiKey: "test-key" });
const { response } = await client.POST("/v1/voice-agents/twilio/phone-number", { body: params });
server.close();
const { name, outcome, message } = error;
console.log(JSON.stringify({ name, outcome, message, status: response.status }));
