import OpenAI from "openai";

console.log(await new OpenAI({ apiKey: "key" }).models.retrieve("model"));
