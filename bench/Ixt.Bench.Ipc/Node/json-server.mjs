// Newline-delimited JSON as one writes it by hand: decodes the payload and sends it back. Lives until its standard input ends.
import { createServer } from "node:net";
import { messages, write } from "./json-lines.mjs";

const [path] = process.argv.slice(2);
process.stdin.resume().on("end", () => process.exit(0));
createServer((socket) => {
  messages(socket, ({ id, message }) => {
    const payload = Buffer.from(message.payload, "base64");
    write(socket, { type: "response", id, success: true, data: { data: payload.toString("base64") } });
  });
}).listen(path, () => console.log("ready"));
