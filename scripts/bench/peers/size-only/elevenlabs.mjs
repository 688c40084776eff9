import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";

console.log(await new ElevenLabsClient({ apiKey: "key" }).models.list());
