import { Token } from "@nexus-js/core";

export const EchoToken = new Token("example:echo");
