// The interop client of tests/interop/nexus-client on the real packages: same arguments, same steps, same output.
import { setTimeout as sleep } from "node:timers/promises";
import { nexus, Token } from "@nexus-js/core";
import { usingNodeIpcClient } from "@nexus-js/node-ipc";
import { failure, plain, rich } from "./plain.mjs";

const [socket, json] = process.argv.slice(2);
const setting = (name, otherwise) => process.env[name] || otherwise;
const milliseconds = (name) => Number(setting(name, "5000"));

const options = {
  appId: setting("NEXUS_APP_ID", "interop"),
  authTimeoutMs: milliseconds("NEXUS_AUTH_TIMEOUT_MS"),
  defaultTarget: { context: "node-ipc-daemon", appId: setting("NEXUS_APP_ID", "interop") },
};
if (process.env.NEXUS_AUTH_TOKEN) options.authToken = process.env.NEXUS_AUTH_TOKEN;
if (process.env.NEXUS_INSTANCE) options.defaultTarget.instance = process.env.NEXUS_INSTANCE;
if (socket !== "-") options.resolveAddress = () => ({ kind: "path", path: socket });

const print = (step, member, value) => console.log(JSON.stringify({ step, [member]: value }));

let echo;
try {
  usingNodeIpcClient(options);
  echo = await nexus.create(new Token(setting("NEXUS_TOKEN", "interop:echo")), {
    timeout: milliseconds("NEXUS_ACQUIRE_TIMEOUT_MS"),
    callTimeout: milliseconds("NEXUS_CALL_TIMEOUT_MS"),
  });
} catch (e) {
  print(-1, "err", failure(e));
  process.exit(0);
}

const counters = {};
const steps = {
  call: (method, ...args) => echo[method](...args.map(rich)),
  get: (...path) => path.reduce((at, name) => at[name], echo),
  async later(times) {
    const seen = [];
    const sum = await echo.later((k) => {
      seen.push(k);
      return k * 10;
    }, times);
    return { sum, seen };
  },
  laterThrow: (message) =>
    echo.later(() => {
      throw new Error(message);
    }, 1),
  laterNested: (times) => echo.later(async (k) => await echo.add(k, 100), times),
  async counterNew(name) {
    counters[name] = await echo.makeCounter();
    return true;
  },
  counterNext: (name) => counters[name].next(),
  counterGet: (name) => counters[name].value,
  async counterSet(name, value) {
    // An assignment is not awaited, and a Node daemon lets a call that arrives with it overtake it. A read can't: its answer says that the value is set.
    counters[name].value = rich(value);
    await counters[name].value;
    return true;
  },
  counterRelease(name) {
    nexus.release(counters[name]);
    return true;
  },
  async par(count) {
    const sums = await Promise.all(Array.from({ length: count }, (_, i) => echo.add(i, 1)));
    return sums.every((sum, i) => sum === i + 1);
  },
  async sleep(ms) {
    await sleep(ms);
    return true;
  },
  async acquire(token, timeout = milliseconds("NEXUS_ACQUIRE_TIMEOUT_MS")) {
    await nexus.create(new Token(token), { timeout });
    return true;
  },
};

for (const [number, [name, ...args]] of JSON.parse(json).entries()) {
  try {
    print(number, "ok", plain(await steps[name](...args)));
  } catch (e) {
    print(number, "err", failure(e));
  }
}

process.exit(0);
