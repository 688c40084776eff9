import { createServer } from "node:http";

/** Reads each request to the end, responds with `RESPONSE`, and sends the port to the parent process. */
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.setHeader("content-type", "application/json");
    response.end(process.env.RESPONSE);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
