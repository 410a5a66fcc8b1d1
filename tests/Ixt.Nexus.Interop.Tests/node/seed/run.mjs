// Runs the introduction's daemon or client just as it is printed there, and says when it is ready.
import { register } from "node:module";
import { nexus } from "@nexus-js/core";

// "./shared" without an extension is TypeScript's way: a compiler or bundler would resolve it.
const hook = 'export const resolve = (specifier, context, next) => next(specifier === "./shared" ? "./shared.mjs" : specifier, context);';
register(`data:text/javascript,${encodeURIComponent(hook)}`, import.meta.url);

await import(`./${process.argv[2]}.mjs`);
await nexus.ready();
console.log("ready");
