#!/usr/bin/env node
'use strict';
// Takes readings of sensors, in binary; keeps averages; reports alarms regularly.
const { EventEmitter } = require('events');
const { IxtProcessModule } = require('ixt-process-module');

// #region closure
/** The average of the last few values. */
function createAverage(size) {
  const values = [];
  return {
    add(value) {
      values.push(value);
      if (values.length > size) { values.shift(); }
      return this.value();
    },
    value: () => values.reduce((sum, value) => sum + value, 0) / values.length,
  };
}
// #endregion

// #region emitter
class Station extends EventEmitter {
  constructor(limit, size) {
    super();
    this.limit = limit;
    this.size = size;
    this.averages = new Map();
  }

  take(sensor, value) {
    if (!this.averages.has(sensor)) { this.averages.set(sensor, createAverage(this.size)); }
    if (value > this.limit) { this.emit('alarm', sensor, value); }
    return this.averages.get(sensor).add(value);
  }
}
// #endregion

class Sensors extends IxtProcessModule {
  // #region interval
  async onInit(config) {
    this.station = new Station(config.limit ?? 100, config.window ?? 10);
    this.alarms = [];
    this.station.on('alarm', (sensor, value) => this.alarms.push({ sensor, value }));
    this.reporting = Promise.resolve();
    this.timer = setInterval(() => {
      this.reporting = this.reporting
        .then(() => this.report())
        .catch((error) => this.logError(`no report: ${error.message}`));
    }, config.interval_ms ?? 1000);
  }

  async onShutdown() {
    clearInterval(this.timer);
    await this.reporting; // the process ends after this hook, answers or not
    await this.report();
  }
  // #endregion

  async onHandle(message) {
    const payload = this.decodePayload(message.payload);
    switch (message.topic) {
      case 'sensors.take': return this.take(payload);
      case 'sensors.averages': return this.success({ averages: this.encodePayload(this.pack()) });
      case 'sensors.names': return this.names(payload);
      default: return this.error('UNKNOWN_TOPIC', `Unknown topic: ${message.topic}`);
    }
  }

  // #region buffer-read
  take(payload) {
    if (payload.length !== 10) {
      return this.error('INVALID_INPUT', 'A reading has 10 bytes.', { bytes: payload.length });
    }
    const sensor = payload.readUInt16LE(0);
    const value = payload.readDoubleLE(2);
    if (!Number.isFinite(value)) {
      return this.error('INVALID_INPUT', 'The value is not a number.');
    }
    return this.success({ sensor, average: this.station.take(sensor, value) });
  }
  // #endregion

  // #region buffer-write
  pack() {
    const sensors = Array.from(this.station.averages.keys()).sort((a, b) => a - b);
    const buffer = Buffer.alloc(sensors.length * 10);
    sensors.forEach((sensor, i) => {
      buffer.writeUInt16LE(sensor, i * 10);
      buffer.writeDoubleLE(this.station.averages.get(sensor).value(), i * 10 + 2);
    });
    return buffer;
  }
  // #endregion

  // #region promises
  async names(payload) {
    let request;
    try {
      request = JSON.parse(payload.toString('utf8'));
    } catch (error) {
      return this.error('INVALID_INPUT', 'The payload is not JSON.');
    }
    if (!Array.isArray(request?.sensors)) {
      return this.error('INVALID_INPUT', 'Wanted: sensors.');
    }
    const language = request.language ?? 'en';
    const answers = await Promise.all(
      request.sensors.map((sensor) => this.sendMessage('names.get', `${language}/${sensor}`)));
    return this.success({ names: answers.map((answer) => (answer.success ? answer.data.name : null)) });
  }
  // #endregion

  async report() {
    if (this.alarms.length === 0) { return; }
    const alarms = this.alarms;
    this.alarms = [];
    const answer = await this.sendMessage('alarms.raise', JSON.stringify({ alarms }));
    if (!answer.success) { throw new Error(answer.error.code); }
  }
}

if (require.main === module) {
  new Sensors().run();
}
