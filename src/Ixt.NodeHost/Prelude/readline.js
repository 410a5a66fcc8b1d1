'use strict';

const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');

// Lines of a stream. No terminal, no history.
class Interface extends EventEmitter {
  #decoder = new StringDecoder('utf8');
  #rest = '';
  #afterReturn = false;
  #paused = false;
  #waiting = [];
  #prompt;

  constructor(input, output) {
    super();
    const options = input && input.input ? input : { input, output };
    this.input = options.input;
    this.output = options.output;
    this.terminal = false;
    this.closed = false;
    this.line = '';
    this.#prompt = options.prompt === undefined ? '> ' : options.prompt;
    this.onData = (chunk) => this.#take(typeof chunk === 'string' ? chunk : this.#decoder.write(chunk));
    this.onEnd = () => {
      this.#take(this.#decoder.end());
      if (this.#rest !== '') { this.#emitLine(this.#rest); }
      this.#rest = '';
      this.close();
    };
    this.input.on('data', this.onData);
    this.input.on('end', this.onEnd);
    this.input.resume();
  }

  #take(text) {
    if (text === '') { return; }
    // A line feed right after the carriage return that ended the last chunk belongs to that return.
    if (this.#afterReturn && text[0] === '\n') { text = text.slice(1); }
    this.#afterReturn = text.endsWith('\r');
    const lines = (this.#rest + text).split(/\r\n|\n|\r/);
    this.#rest = lines.pop();
    for (const line of lines) { this.#emitLine(line); }
  }

  #emitLine(line) {
    const waiting = this.#waiting.shift();
    if (waiting) { waiting(line); } else { this.emit('line', line); }
  }

  question(query, options, callback) {
    if (this.output) { this.output.write(query); }
    this.#waiting.push(typeof options === 'function' ? options : callback);
  }

  setPrompt(prompt) { this.#prompt = prompt; }
  getPrompt() { return this.#prompt; }
  prompt() { if (this.output) { this.output.write(this.#prompt); } }
  write() {}

  pause() {
    if (!this.#paused) {
      this.#paused = true;
      this.input.pause();
      this.emit('pause');
    }
    return this;
  }

  resume() {
    if (this.#paused) {
      this.#paused = false;
      this.input.resume();
      this.emit('resume');
    }
    return this;
  }

  close() {
    if (this.closed) { return; }
    this.closed = true;
    this.pause();
    this.input.removeListener('data', this.onData);
    this.input.removeListener('end', this.onEnd);
    this.emit('close');
  }

  async* [Symbol.asyncIterator]() {
    const lines = [];
    let wake = () => {};
    const onLine = (line) => { lines.push(line); wake(); };
    const onClose = () => wake();
    this.on('line', onLine);
    this.on('close', onClose);
    try {
      while (true) {
        if (lines.length > 0) { yield lines.shift(); } else if (this.closed) { return; } else { await new Promise((resolve) => { wake = resolve; }); }
      }
    } finally {
      this.removeListener('line', onLine);
      this.removeListener('close', onClose);
      this.close();
    }
  }
}

module.exports = { Interface, createInterface: (input, output) => new Interface(input, output), clearLine: () => true, cursorTo: () => true };
