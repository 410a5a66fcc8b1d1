'use strict';
// One module in many variants, by the word it is started with. "right" is the reference of the tests; every other differs in one thing.
const { IxtProcessModule } = require('ixt-process-module');

const variant = process.argv[2];
if (variant === 'crash-at-start') {
  throw new Error('cannot find my settings');
}
if (variant === 'never-connects') {
  setInterval(() => {}, 1000);
} else {
  class Module extends IxtProcessModule {
    async onInit(config) {
      if (variant === 'init-fails') {
        throw new Error('no database');
      }
      this.log(variant === 'other-log-line' ? 'beginning' : `starting with ${config.size || 1}`);
    }

    async onHandle(message) {
      switch (message.topic) {
        case 'text': return this.success(this.text());
        case 'json': return this.success({ result: this.encodePayload(variant === 'other-spacing' ? '{"b":2.0, "a":1}' : '{"a":1,"b":2}') });
        case 'calls': return this.calls();
        case 'wait': return this.success({ answer: await this.sendMessage('slow', '') });
        case 'kv': return this.kv();
        case 'hang': return variant === 'hangs' ? new Promise(() => {}) : this.success({});
        case 'exit': return process.exit(3);
        case 'tick': return this.tick();
        default: return this.error('UNKNOWN_TOPIC', `Unknown topic: ${message.topic}`);
      }
    }

    text() {
      switch (variant) {
        case 'other-value': return { text: 'hello', items: [1, 2, 4] };
        case 'other-number': return { text: 'hello', items: [1.0, 2e0, 3] };
        case 'extra-member': return { text: 'hello', items: [1, 2, 3], more: true };
        case 'missing-member': return { text: 'hello' };
        case 'member-order': return { items: [1, 2, 3], text: 'hello' };
        case 'stray': this.stray(); // falls through: the same answer, after one that nobody asked for
        default: return { text: 'hello', items: [1, 2, 3] };
      }
    }

    stray() {
      this._ixt.send('{"type":"response","id":"nobody","success":true,"data":{}}');
    }

    async calls() {
      const set = () => this.kvSet('k', Buffer.from('v'));
      const send = () => this.sendMessage('mail', variant === 'other-payload' ? 'b' : 'a');
      if (variant === 'other-order') {
        await send();
        await set();
      } else {
        await set();
        await send();
      }
      if (variant === 'extra-call') {
        await this.kvDelete('k');
      }
      return this.success({});
    }

    async kv() {
      const seed = await this.kvGet('seed');
      await this.kvSet('short', Buffer.from('x'), 1000);
      let failure = null;
      try {
        await this.kvGet('broken');
      } catch (e) {
        failure = e.code;
      }
      return this.success({ seed: seed && seed.toString(), short: await this.kvExists('short'), failure });
    }

    async tick() {
      for (let i = 0; i < (variant === 'more-ticks' ? 5 : variant === 'no-ticks' ? 0 : 2); i++) {
        await this.sendMessage('tick', '');
      }
      return this.success({});
    }

    async onShutdown() {
      if (variant === 'other-exit') {
        process.exit(7);
      }
    }
  }

  new Module().run();
}
