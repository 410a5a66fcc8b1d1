// The module under test on the JavaScript reference SDK: what bench/Ixt.Bench.Module is in C#.
'use strict';
const { IxtProcessModule } = require('./ixt-process-module.cjs');

class EchoModule extends IxtProcessModule {
  async onHandle(message) {
    return this.success({ data: this.encodePayload(this.decodePayload(message.payload)) });
  }
}

new EchoModule().run();
