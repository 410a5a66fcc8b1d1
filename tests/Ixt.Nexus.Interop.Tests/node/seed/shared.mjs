import { Token } from "@nexus-js/core";

export const EchoToken = new Token("example:echo", {
  defaultTarget: { context: "node-ipc-daemon", appId: "example-app" },
});
