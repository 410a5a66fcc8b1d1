// The other end of json-server.mjs: requests of the same members as an IXT handle.
import { createConnection } from "node:net";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { messages, write } from "./json-lines.mjs";
import { takeOrders } from "./lanes.mjs";

const [path] = process.argv.slice(2);
const context = { trace_id: "0af7651916cd43dd8448eb211c80319c", source_module: "bench:1.0.0", timestamp: 1234567890 };
const waiting = new Map();
let last = 0;

const socket = createConnection(path);
await once(socket, "connect");
messages(socket, (answer) => {
  const resolve = waiting.get(answer.id);
  waiting.delete(answer.id);
  resolve(answer);
});
await takeOrders((size) => {
  const bytes = randomBytes(size);
  return async () => {
    const id = ++last;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    write(socket, { type: "handle", id, message: { topic: "echo", payload: bytes.toString("base64") }, context });
    return Buffer.from((await answer).data.data, "base64").equals(bytes);
  };
});
