import { nexus } from "@nexus-js/core";
import { usingNodeIpcDaemon } from "@nexus-js/node-ipc";
import { EchoToken } from "./shared";

usingNodeIpcDaemon({ appId: "example-app" }).provide(EchoToken, {
  async echo(input) {
    return `echo:${input}`;
  },
});
