'use strict';

const EOL = '\n';

class Console {
  #indent = '';
  #counts = new Map();
  #times = new Map();
  #out;
  #err;

  constructor(out, err) {
    this.#out = out && out.stdout ? out.stdout : out || process.stdout;
    this.#err = (out && out.stderr) || err || (out ? this.#out : process.stderr);
    for (const name of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'assert', 'dir', 'dirxml', 'table', 'group', 'groupCollapsed', 'groupEnd',
      'count', 'countReset', 'time', 'timeEnd', 'timeLog', 'clear']) {
      this[name] = this[name].bind(this);
    }
  }

  #write(stream, args) {
    let text = require('util').format(...args);
    if (this.#indent !== '') { text = this.#indent + text.replace(/\n/g, EOL + this.#indent); }
    stream.write(text + EOL);
  }

  log(...args) { this.#write(this.#out, args); }
  info(...args) { this.#write(this.#out, args); }
  debug(...args) { this.#write(this.#out, args); }
  dirxml(...args) { this.#write(this.#out, args); }
  warn(...args) { this.#write(this.#err, args); }
  error(...args) { this.#write(this.#err, args); }

  trace(...args) {
    const at = { name: 'Trace', message: require('util').format(...args) };
    Error.captureStackTrace(at, this.trace);
    this.#write(this.#err, [at.stack]);
  }

  assert(condition, ...args) {
    if (condition) { return; }
    if (typeof args[0] === 'string') { args[0] = `Assertion failed: ${args[0]}`; } else { args.unshift('Assertion failed'); }
    this.#write(this.#err, args);
  }

  dir(value, options) { this.#write(this.#out, [require('inspect').inspect(value, { customInspect: false, ...options })]); }
  table(value) { this.#write(this.#out, [value]); }

  group(...args) {
    if (args.length > 0) { this.log(...args); }
    this.#indent += '  ';
  }

  groupCollapsed(...args) { this.group(...args); }
  groupEnd() { this.#indent = this.#indent.slice(0, -2); }

  count(label = 'default') {
    const n = (this.#counts.get(`${label}`) || 0) + 1;
    this.#counts.set(`${label}`, n);
    this.log(`${label}: ${n}`);
  }

  countReset(label = 'default') { this.#counts.delete(`${label}`); }
  time(label = 'default') { this.#times.set(`${label}`, performance.now()); }

  timeLog(label = 'default', ...args) {
    const start = this.#times.get(`${label}`);
    if (start !== undefined) { this.log(`${label}: ${(performance.now() - start).toFixed(3)}ms`, ...args); }
  }

  timeEnd(label = 'default') {
    this.timeLog(label);
    this.#times.delete(`${label}`);
  }

  clear() {}
}

const console = new Console();
console.Console = Console;
// require('console') is the console; the lazy global asks for a member of that name.
Object.defineProperty(console, 'console', { value: console, enumerable: false });
module.exports = console;
