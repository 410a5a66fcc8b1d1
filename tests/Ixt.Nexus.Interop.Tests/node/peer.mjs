// A Node peer that a test drives: each line of stdin is {"id","code"}, an async function body; each answer a line "={id,ok|err}".
// `k` keeps what later lines need. Lines run concurrently.
import { createInterface } from "node:readline";
import * as core from "@nexus-js/core";
import * as ipc from "@nexus-js/node-ipc";
import * as state from "@nexus-js/core/state";
import * as relay from "@nexus-js/core/relay";
import { failure, plain } from "./interop/plain.mjs";

const AsyncFunction = (async () => {}).constructor;

// Where the sockets of the test are.
const folder = process.env.INTEROP_FOLDER;
const at = (name) => ({ kind: "path", path: `${folder}/${name}.sock` });
const target = (instance) => ({ context: "node-ipc-daemon", appId: "app", ...(instance && { instance }) });

// What a busy machine needs, unless a test says otherwise. (Calls of references always have 5 s.)
const patience = {
  create: { timeout: 60000, callTimeout: 60000 },
  safeCreate: { callTimeout: 60000 }, // the stores'
  createMulticast: { timeout: 60000, callTimeout: 60000 },
  select: { callTimeout: 60000 },
};
const patient = (nexus) => {
  for (const [name, limits] of Object.entries(patience)) {
    const hasty = nexus[name].bind(nexus);
    nexus[name] = (token, options) => hasty(token, { ...limits, ...options });
  }
  return nexus;
};

const tools = {
  k: {},
  core,
  ipc,
  state,
  relay,
  Token: core.Token,
  at,
  target,
  // Both as the test's own: daemon "app" at s.sock, other instances at INSTANCE.sock.
  daemon: (options = {}) =>
    patient(
      new core.Nexus().configure(
        ipc.usingNodeIpcDaemon({ appId: "app", address: at(options.instance ?? "s"), authTimeoutMs: 60000, ...options, configure: false }),
      ),
    ),
  client: (options = {}) =>
    patient(
      new core.Nexus().configure(
        ipc.usingNodeIpcClient({
          appId: "js-client",
          resolveAddress: (to) => at(to.instance ?? "s"),
          defaultTarget: target(),
          authTimeoutMs: 60000,
          ...options,
          configure: false,
        }),
      ),
    ),
  // A promise with its ends outside.
  gate() {
    const made = {};
    made.opened = new Promise((resolve, reject) => Object.assign(made, { open: resolve, fail: reject }));
    return made;
  },
  // Waits for a condition that a later event-loop turn makes true.
  async until(condition) {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
  },
  // The failure of a promise, as the interop programs print it.
  failed: (promise) =>
    Promise.resolve(promise).then(
      (value) => ({ ok: value }),
      (e) => failure(e),
    ),
};

process.on("unhandledRejection", (e) => console.error("unhandled", e));

const names = Object.keys(tools);
for await (const line of createInterface({ input: process.stdin })) {
  const { id, code } = JSON.parse(line);
  new AsyncFunction(...names, code)(...names.map((name) => tools[name])).then(
    (value) => console.log("=" + JSON.stringify({ id, ok: plain(value) })),
    (e) => console.log("=" + JSON.stringify({ id, err: { ...failure(e), stack: String(e?.stack) } })),
  );
}

process.exit(0);
