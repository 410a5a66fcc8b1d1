// The interop daemon of tests/interop/nexus-daemon on the real packages: same arguments, same services, same output.
import { unlinkSync } from "node:fs";
import { nexus, Token } from "@nexus-js/core";
import { NodeIpcAddress, usingNodeIpcDaemon } from "@nexus-js/node-ipc";
import { ipcCode } from "./plain.mjs";

const [socket, ...rest] = process.argv.slice(2);
const options = { appId: "interop" };
const policy = {};
let lateMs = null;
while (rest.length > 0) {
  const name = rest.shift();
  if (name === "--instance") options.instance = rest.shift();
  else if (name === "--auth") options.authToken = rest.shift();
  else if (name === "--auth-timeout-ms") options.authTimeoutMs = Number(rest.shift());
  else if (name === "--deny-connect") policy.canConnect = () => false;
  else if (name === "--deny-call") {
    const method = rest.shift();
    policy.canCall = ({ path }) => !path.includes(method);
  } else if (name === "--late-ms") lateMs = Number(rest.shift());
  else {
    console.error(`unknown argument ${name}`);
    process.exit(64);
  }
}

if (socket !== "-") options.address = { kind: "path", path: socket };
if (Object.keys(policy).length > 0) options.policy = policy;

const service = {
  async echo(x) {
    return x;
  },
  async add(a, b) {
    return a + b;
  },
  async fail(message) {
    throw new Error(message);
  },
  async later(callback, times) {
    let sum = 0;
    for (let i = 0; i < times; i++) sum += await callback(i);
    return sum;
  },
  async makeCounter() {
    return nexus.ref({
      value: 0,
      next() {
        return ++this.value;
      },
    });
  },
};

try {
  usingNodeIpcDaemon(options).provide(new Token("interop:echo"), service);
  await nexus.ready();
} catch (e) {
  console.log(ipcCode(e));
  process.exit(1);
}

const path =
  socket !== "-"
    ? socket
    : NodeIpcAddress.defaultResolve({ context: "node-ipc-daemon", appId: "interop", instance: options.instance }).unwrap().path;

// The packages have no way to stop a daemon: a process that ends leaves its socket.
process.on("SIGTERM", () => {
  unlinkSync(path);
  process.exit(0);
});
console.log(`ready ${path}`);
if (lateMs !== null) setTimeout(() => nexus.provide(new Token("interop:late"), { hello: async (x) => "late " + x }), lateMs);
