import { nexus } from "@nexus-js/core";
import { usingNodeIpcClient } from "@nexus-js/node-ipc";
import { EchoToken } from "./shared.mjs";

// 0.6 names its target where 0.3.1 had a descriptor in connectTo; the rest is the seed's.
usingNodeIpcClient({
  appId: "example-app",
  defaultTarget: { context: "node-ipc-daemon", appId: "example-app" },
});

const echo = await nexus.create(EchoToken);
console.log(await echo.echo("hello"));
process.exit(0);
