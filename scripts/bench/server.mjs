import { createServer } from "node:http";

/** Reads each request to its end, answers with `ANSWER`, and tells its parent the port. */
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.setHeader("content-type", "application/json");
    response.end(process.env.ANSWER);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
