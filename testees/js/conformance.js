#!/usr/bin/env node
'use strict';
// The conformance module in JavaScript: answers conformance.describe, .echo and .run (testees/README.md). What it does on
// .run is a script, spec/schema/script.schema.json. It uses an SDK's public members only, so any SDK with the README's
// members can take the reference's place: IXT_CONFORMANCE_SDK=/path/to/ixt-process-module.js.

const OTHER_SDK = process.env.IXT_CONFORMANCE_SDK;
const { IxtProcessModule } = require(OTHER_SDK || '../../js-reference/ixt-process-module.js');

class ConformanceModule extends IxtProcessModule {
  constructor(options) {
    super(options);
    this.config = {};
    this.gates = new Map(); // name → { opened: Promise, open() }
    this.counters = new Map(); // name → number
  }

  async onInit(config) {
    this.config = config;
    await this.playHook('init');
  }

  async onHandle(message, context) {
    switch (message.topic) {
      case 'conformance.describe': return this.success(this.describe(context));
      case 'conformance.echo': return this.success(this.echo(message, context));
      case 'conformance.run': {
        const script = JSON.parse(this.decodePayload(message.payload).toString('utf8'));
        return (await this.play(script.steps, context)).response;
      }
      default: return this.error('UNKNOWN_TOPIC', `Unknown topic: ${message.topic}`);
    }
  }

  async onShutdown() {
    await this.playHook('shutdown');
  }

  async onHealthCheck() {
    const outcome = await this.playHook('health');
    return outcome.replied ? outcome.response.data : super.onHealthCheck();
  }

  describe(context) {
    return {
      implementation: {
        name: OTHER_SDK ? OTHER_SDK.split('/').pop() : 'js-reference',
        version: OTHER_SDK ? 'unknown' : '0.1.0',
        language: 'javascript',
        platform: process.versions.jint ? `Jint ${process.versions.jint}` : `node ${process.version}`,
      },
      spec: '1.1',
      features: context.cancelled === undefined ? ['concurrent'] : ['concurrent', 'cancel'],
    };
  }

  echo(message, context) {
    const bytes = this.decodePayload(message.payload);
    const { trace_id, source_module, timestamp } = context;
    return {
      topic: message.topic,
      payload: this.encodePayload(bytes),
      size: bytes.length,
      priority: message.priority,
      ttl_ms: message.ttl_ms === undefined ? null : message.ttl_ms,
      context: { trace_id, source_module, timestamp },
    };
  }

  /** Plays the steps that init's config names for a hook. A script that fails makes the hook fail. */
  async playHook(name) {
    const scripts = this.config.conformance || {};
    const outcome = await this.play(scripts[name] || [], {});
    if (outcome.response && outcome.response.success === false) {
      throw new Error(outcome.response.error.message);
    }
    return outcome;
  }

  /** Runs steps up to the first that ends the script. `replied` tells a reply step from the end of the script. */
  async play(steps, context) {
    const results = [];
    for (const step of steps) {
      switch (step.do) {
        case 'reply': return { replied: true, response: this.success(step.data) };
        case 'fail': return { response: this.error(step.code, step.message, step.details) };
        case 'throw': throw new Error(step.message);
        case 'nothing': return { response: undefined };
        case 'reply_bytes': return { response: this.success({ size: step.size, payload: this.encodePayload(pattern(step.size)) }) };
        case 'reply_depth': return { response: this.success({ nested: nest(step.depth) }) };
        case 'reply_special': return { response: this.success(special(step.what)) };
        default: results.push(await this.perform(step, context));
      }
    }
    return { response: this.success({ results }) };
  }

  /** Does one step that does not end the script; returns its result. */
  async perform(step, context) {
    switch (step.do) {
      case 'kv_get': return attempt(async () => {
        const value = await this.kvGet(step.key);
        return value === null || value === undefined ? { found: false } : { found: true, value: this.encodePayload(value) };
      });
      case 'kv_set': return attempt(async () => {
        await this.kvSet(step.key, this.decodePayload(step.value), step.ttl_ms);
        return {};
      });
      case 'kv_delete': return attempt(async () => ({ deleted: await this.kvDelete(step.key) }));
      case 'kv_exists': return attempt(async () => ({ exists: await this.kvExists(step.key) }));
      case 'send': return this.sendMessage(step.topic, this.decodePayload(step.payload), step.priority, step.ttl_ms);
      case 'log': return attempt(async () => {
        await this.logStructured(step.level, step.message, step.fields);
        return {};
      });
      case 'stderr':
        if (step.error) {
          this.logError(step.message);
        } else {
          this.log(step.message);
        }
        return {};
      case 'wait':
        await this.gate(step.gate).opened;
        return {};
      case 'open':
        this.gate(step.gate).open();
        return {};
      case 'wait_cancel':
        if (context.cancelled === undefined) {
          throw new Error('this SDK has no cancellation');
        }
        await context.cancelled;
        return { cancelled: true };
      case 'turn':
        await turns(step.times);
        return {};
      case 'add': {
        const value = this.count(step.counter) + step.by;
        this.counters.set(step.counter, value);
        await turns(step.turns || 0);
        return { value };
      }
      case 'bump_across':
        await turns(1);
        this.counters.set(step.counter, this.count(step.counter) + 1);
        await turns(1);
        return {};
      case 'counter': return { value: this.count(step.counter) };
      case 'config': return { config: this.config };
      case 'module_id': return { module_id: process.env.IXT_MODULE_ID };
      case 'exit': return process.exit(step.code);
      default: throw new Error(`unknown step: ${step.do}`);
    }
  }

  count(name) {
    return this.counters.get(name) || 0;
  }

  gate(name) {
    let gate = this.gates.get(name);
    if (gate === undefined) {
      gate = {};
      gate.opened = new Promise((resolve) => { gate.open = resolve; });
      this.gates.set(name, gate);
    }
    return gate;
  }
}

/** A step's result, or the error that the runtime answered it with. */
async function attempt(step) {
  try {
    return await step();
  } catch (error) {
    if (error.code === undefined) {
      throw error;
    }
    return { error: { code: error.code, message: error.message } };
  }
}

async function turns(times) {
  for (let i = 0; i < times; i++) {
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}

/** Byte i is i mod 251. Copies what is there instead of looping over every byte: an interpreter runs this as well. */
function pattern(size) {
  const bytes = Buffer.alloc(size);
  for (let i = 0; i < Math.min(size, 251); i++) {
    bytes[i] = i;
  }
  for (let filled = 251; filled < size; filled *= 2) {
    bytes.copy(bytes, filled, 0, Math.min(filled, size - filled));
  }
  return bytes;
}

function nest(depth) {
  let value = [];
  for (let i = 1; i < depth; i++) {
    value = [value];
  }
  return value;
}

/** Data that no JSON text stands for. */
function special(what) {
  switch (what) {
    case 'nan': return { value: NaN };
    case 'infinity': return { value: Infinity };
    case 'negative_infinity': return { value: -Infinity };
    case 'big_integer': return { value: BigInt('9223372036854775808') };
    case 'bytes': return { value: Buffer.from([0x00, 0xff]) };
    case 'lone_surrogate': return { value: 'a\ud800b' };
    case 'lone_surrogate_name': return { 'a\ud800b': 1 };
    default: throw new Error(`unknown value: ${what}`);
  }
}

module.exports = { ConformanceModule };

if (require.main === module) {
  new ConformanceModule().run();
}
