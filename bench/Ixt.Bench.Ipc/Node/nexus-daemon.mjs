// The original's daemon: what bench/Ixt.Bench.Nexus/Peers/DaemonPeer.cs is in C#. Lives until its standard input ends.
import { nexus, Token } from "@nexus-js/core";
import { usingNodeIpcDaemon } from "@nexus-js/node-ipc";

const [path] = process.argv.slice(2);
process.stdin.resume().on("end", () => process.exit(0));
usingNodeIpcDaemon({ appId: "bench", address: { kind: "path", path } }).provide(new Token("bench:echo"), {
  async add(a, b) {
    return a + b;
  },
  async echo(value) {
    return value;
  },
  async allocated() {
    return 0;
  },
});
await nexus.ready();
console.log("ready");
