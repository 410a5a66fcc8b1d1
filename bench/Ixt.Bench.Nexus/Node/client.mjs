// The original's client: what Peers/ClientPeer.cs is in C#. Takes orders line by line until its standard input ends.
import { createInterface } from "node:readline";
import { nexus, Token } from "@nexus-js/core";
import { usingNodeIpcClient } from "@nexus-js/node-ipc";

const [path] = process.argv.slice(2);
usingNodeIpcClient({ appId: "bench", resolveAddress: () => ({ kind: "path", path }) });
const service = await nexus.create(new Token("bench:echo"), { target: { context: "node-ipc-daemon", appId: "bench" } });
console.log("ready");

for await (const line of createInterface({ input: process.stdin })) {
  const [size, inFlight, milliseconds] = line.split(" ").map(Number);
  const call = size === 0 ? adding() : echoing("x".repeat(size));
  const allocated = await service.allocated();
  const start = performance.now();
  const counts = await Promise.all(Array.from({ length: inFlight }, () => lane(call, start + milliseconds)));
  const micros = (performance.now() - start) * 1000;
  const calls = counts.reduce((a, b) => a + b);
  console.log(`${calls} ${micros.toFixed(1)} 0 ${(await service.allocated()) - allocated}`);
}
process.exit(0);

function adding() {
  let i = 0;
  return async () => {
    const a = i++;
    return (await service.add(a, 1)) === a + 1;
  };
}

function echoing(text) {
  return async () => (await service.echo(text)) === text;
}

async function lane(call, end) {
  let done = 0;
  do {
    if (!(await call())) {
      throw new Error("a wrong answer");
    }
    done++;
  } while (performance.now() < end);
  return done;
}
