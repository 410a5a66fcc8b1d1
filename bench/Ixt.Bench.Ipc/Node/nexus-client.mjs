// The original's client of Nexus: what bench/Ixt.Bench.Nexus/Peers/ClientPeer.cs is in C#.
import { nexus, Token } from "@nexus-js/core";
import { usingNodeIpcClient } from "@nexus-js/node-ipc";
import { takeOrders } from "./lanes.mjs";

const [path] = process.argv.slice(2);
usingNodeIpcClient({ appId: "bench", resolveAddress: () => ({ kind: "path", path }) });
const service = await nexus.create(new Token("bench:echo"), { target: { context: "node-ipc-daemon", appId: "bench" } });
await takeOrders((size) => (size === 0 ? adding() : echoing("x".repeat(size))), () => service.allocated());

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
