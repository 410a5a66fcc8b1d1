'use strict';

const custom = Symbol.for('nodejs.util.inspect.custom');
const defaults = {
  depth: 2, compact: 3, breakLength: 80, showHidden: false, colors: false, customInspect: true, maxArrayLength: 100, maxStringLength: 10000, sorted: false, getters: false,
};
const escapes = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\\': '\\\\' };
const protoOf = Object.getPrototypeOf;
const TypedArray = protoOf(Uint8Array.prototype).constructor;

function quote(text) {
  let mark = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) { mark = '"'; } else if (!text.includes('`') && !text.includes('${')) { mark = '`'; }
  }
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    const code = text.charCodeAt(i);
    if (c === mark) {
      result += `\\${c}`;
    } else if (escapes[c] !== undefined) {
      result += escapes[c];
    } else if (code < 0x20 || (code >= 0x7F && code <= 0x9F)) {
      result += `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
    } else if (code >= 0xD800 && code <= 0xDFFF) {
      const next = code <= 0xDBFF ? text.charCodeAt(i + 1) : NaN;
      if (next >= 0xDC00 && next <= 0xDFFF) { result += c + text[++i]; } else { result += `\\u${code.toString(16).toUpperCase()}`; }
    } else {
      result += c;
    }
  }
  return mark + result + mark;
}

function primitive(value, ctx) {
  switch (typeof value) {
    case 'string': {
      const more = value.length - ctx.maxStringLength;
      return more > 0 ? `${quote(value.slice(0, ctx.maxStringLength))}... ${more} more character${more > 1 ? 's' : ''}` : quote(value);
    }
    case 'number': return Object.is(value, -0) ? '-0' : `${value}`;
    case 'bigint': return `${value}n`;
    case 'symbol': return value.toString();
    default: return `${value}`;
  }
}

function constructorName(value) {
  for (let proto = value; proto !== null; proto = protoOf(proto)) {
    const descriptor = Object.getOwnPropertyDescriptor(proto, 'constructor');
    if (descriptor !== undefined && typeof descriptor.value === 'function' && descriptor.value.name !== '' && value instanceof descriptor.value) {
      return descriptor.value.name;
    }
  }
  return null;
}

function prefix(name, tag, fallback, size) {
  const sized = size === undefined ? '' : `(${size})`;
  if (name === null) { return tag !== '' && tag !== fallback ? `[${fallback}${sized}: null prototype] [${tag}] ` : `[${fallback}${sized}: null prototype] `; }
  return tag !== '' && tag !== name ? `${name}${sized} [${tag}] ` : `${name}${sized} `;
}

function functionBase(value, name, tag) {
  const source = Function.prototype.toString.call(value);
  if (source.startsWith('class') && source.endsWith('}')) {
    let base = `[class ${Object.hasOwn(value, 'name') && value.name !== '' ? value.name : '(anonymous)'}`;
    if (name !== 'Function' && name !== null) { base += ` [${name}]`; }
    const parent = protoOf(value);
    if (name !== null && parent && parent.name) { base += ` extends ${parent.name}`; } else if (name === null) { base += ' extends [null prototype]'; }
    return `${base}]`;
  }
  const kind = source.startsWith('async') && !source.startsWith('async function*') ? 'AsyncFunction' : Object.prototype.toString.call(value).slice(8, -1);
  let base = `[${kind === 'Object' ? 'Function' : kind}`;
  if (name === null) { base += ' (null prototype)'; }
  base += value.name === '' || value.name === undefined ? ' (anonymous)' : `: ${value.name}`;
  base += ']';
  if (name !== kind && name !== null && name !== 'Function') { base += ` ${name}`; }
  return tag !== '' && name !== tag && tag !== kind ? `${base} [${tag}]` : base;
}

function errorBase(error, keys, ctx) {
  let stack = typeof error.stack === 'string' && error.stack !== '' ? error.stack : Error.prototype.toString.call(error);
  for (const name of ['name', 'message', 'stack']) {
    const at = keys.indexOf(name);
    if (at !== -1 && stack.includes(error[name])) { keys.splice(at, 1); }
  }
  if ('cause' in error && Object.hasOwn(error, 'cause') && !keys.includes('cause')) { keys.push('cause'); }
  if (Array.isArray(error.errors) && Object.hasOwn(error, 'errors') && !keys.includes('errors')) { keys.push('errors'); }
  if (!stack.includes('\n    at ')) { stack = `[${stack}]`; }
  if (ctx.indentation !== 0) { stack = stack.replace(/\n/g, `\n${' '.repeat(ctx.indentation)}`); }
  return stack;
}

function visibleKeys(value, showHidden) {
  if (showHidden) { return Reflect.ownKeys(value); }
  const keys = Object.keys(value);
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (Object.prototype.propertyIsEnumerable.call(value, symbol)) { keys.push(symbol); }
  }
  return keys;
}

function property(ctx, value, key, level, inArray) {
  const descriptor = Object.getOwnPropertyDescriptor(value, key) || { value: value[key], configurable: true, enumerable: true };
  let shown;
  if (descriptor.value !== undefined || 'value' in descriptor) {
    const extra = inArray ? 2 : 2;
    ctx.indentation += extra;
    shown = format(ctx, descriptor.value, level);
    ctx.indentation -= extra;
  } else {
    shown = descriptor.get !== undefined ? (descriptor.set !== undefined ? '[Getter/Setter]' : '[Getter]') : (descriptor.set !== undefined ? '[Setter]' : 'undefined');
  }
  if (inArray) { return shown; }
  let name;
  if (typeof key === 'symbol') {
    name = `[${key.toString()}]`;
  } else if (key === '__proto__') {
    name = "['__proto__']";
  } else if (descriptor.enumerable === false) {
    name = `[${key}]`;
  } else {
    name = /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key) ? key : quote(key);
  }
  return `${name}: ${shown}`;
}

function arrayEntries(ctx, value, level) {
  const output = [];
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), value.length);
  let index = 0;
  while (index < value.length && output.length < limit) {
    if (Object.hasOwn(value, index)) {
      output.push(property(ctx, value, `${index}`, level, true));
      index++;
    } else {
      let holes = 0;
      while (index + holes < value.length && !Object.hasOwn(value, index + holes)) { holes++; }
      output.push(`<${holes} empty item${holes > 1 ? 's' : ''}>`);
      index += holes;
    }
  }
  const more = value.length - index;
  if (more > 0) { output.push(`... ${more} more item${more > 1 ? 's' : ''}`); }
  return output;
}

function typedEntries(ctx, value) {
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), value.length);
  const output = new Array(limit);
  for (let i = 0; i < limit; i++) { output[i] = primitive(value[i], ctx); }
  if (value.length > limit) { output.push(`... ${value.length - limit} more item${value.length - limit > 1 ? 's' : ''}`); }
  return output;
}

function inner(ctx, value, level) {
  ctx.indentation += 2;
  const shown = format(ctx, value, level);
  ctx.indentation -= 2;
  return shown;
}

function isIndex(key) { return typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key) && Number(key) < 4294967295; }

// What kind of thing it is: its base text, its braces and how its entries are listed.
function shapeOf(ctx, value, keys, name, tag) {
  if (Array.isArray(value)) {
    const head = name !== 'Array' || tag !== '' ? prefix(name, tag, 'Array', value.length) : '';
    return { braces: [`${head}[`, ']'], list: (level) => arrayEntries(ctx, value, level), isArray: true, empty: value.length === 0 };
  }
  if (value instanceof TypedArray) {
    return { braces: [`${prefix(name, tag, 'TypedArray', value.length)}[`, ']'], list: () => typedEntries(ctx, value), isArray: true, empty: value.length === 0 };
  }
  if (value instanceof Map) {
    return {
      braces: [`${prefix(name, tag, 'Map', value.size)}{`, '}'], empty: value.size === 0,
      list: (level) => [...value].map(([k, v]) => `${inner(ctx, k, level)} => ${inner(ctx, v, level)}`),
    };
  }
  if (value instanceof Set) {
    return { braces: [`${prefix(name, tag, 'Set', value.size)}{`, '}'], empty: value.size === 0, list: (level) => [...value].map((v) => inner(ctx, v, level)) };
  }
  if (typeof value === 'function') { return { base: functionBase(value, name, tag) }; }
  if (value instanceof Error) { return { base: errorBase(value, keys, ctx) }; }
  if (value instanceof RegExp) { return { base: RegExp.prototype.toString.call(value) }; }
  if (value instanceof Date) { return { base: Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString() }; }
  if (value instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer)) {
    const bytes = Buffer.from(value);
    const hex = bytes.toString('hex', 0, 50).replace(/(.{2})/g, '$1 ').trim();
    const more = bytes.length > 50 ? ` ... ${bytes.length - 50} more byte${bytes.length > 51 ? 's' : ''}` : '';
    return { braces: [`${prefix(name, tag, 'ArrayBuffer')}{`, '}'], list: () => [`[Uint8Contents]: <${hex}${more}>`, `byteLength: ${bytes.length}`] };
  }
  if (value instanceof Promise) { return { braces: [`${prefix(name, tag, 'Promise')}{`, '}'], list: () => ['<pending>'] }; }
  if (value instanceof WeakSet || value instanceof WeakMap) { return { braces: [`${prefix(name, tag, 'WeakSet')}{`, '}'], list: () => ['<items unknown>'] }; }
  for (const [Box, kind] of [[Number, 'Number'], [String, 'String'], [Boolean, 'Boolean'], [BigInt, 'BigInt'], [Symbol, 'Symbol']]) {
    if (value instanceof Box) {
      if (kind === 'String') { keys.splice(0, keys.length, ...keys.filter((k) => !isIndex(k))); }
      return { base: `[${kind}: ${primitive(Box.prototype.valueOf.call(value), ctx)}]` };
    }
  }
  if (Object.prototype.toString.call(value) === '[object Arguments]' && tag === '') {
    return { braces: ['[Arguments] {', '}'], empty: true };
  }
  const head = name === 'Object' && tag === '' ? '' : prefix(name, tag, 'Object');
  return { braces: [`${head}{`, '}'], empty: true };
}

function combine(ctx, output, base, braces, level) {
  const head = base === '' ? '' : `${base} `;
  if (typeof ctx.compact === 'number' && ctx.currentLevel - level < ctx.compact) {
    const start = output.length + ctx.indentation + braces[0].length + base.length + 10;
    let total = output.length + start;
    for (const part of output) { total += part.length; }
    if (total <= ctx.breakLength && !output.some((part) => part.includes('\n')) && !base.includes('\n')) {
      return `${head}${braces[0]} ${output.join(', ')} ${braces[1]}`;
    }
  }
  const line = `\n${' '.repeat(ctx.indentation)}`;
  return `${head}${braces[0]}${line}  ${output.join(`,${line}  `)}${line}${braces[1]}`;
}

function formatObject(ctx, value, level) {
  const name = constructorName(value);
  let tag = value[Symbol.toStringTag];
  if (typeof tag !== 'string' || tag === '' || tag === name || Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag)) { tag = ''; }
  let keys = visibleKeys(value, ctx.showHidden);
  if (Array.isArray(value) || value instanceof TypedArray) { keys = keys.filter((k) => !isIndex(k)); }
  const shape = shapeOf(ctx, value, keys, name, tag);
  const base = shape.base === undefined ? '' : shape.base;
  const braces = shape.braces || ['{', '}'];
  if (keys.length === 0) {
    if (shape.base !== undefined) { return base; }
    if (shape.empty) { return `${braces[0]}${braces[1]}`; }
  }
  if (level > ctx.depth) { return `[${Array.isArray(value) ? 'Array' : name === null ? 'Object: null prototype' : name}]`; }
  ctx.seen.push(value);
  ctx.currentLevel = level;
  const output = shape.list === undefined ? [] : shape.list(level + 1);
  for (const key of keys) { output.push(property(ctx, value, key, level + 1, false)); }
  ctx.seen.pop();
  if (ctx.sorted && !shape.isArray) { output.sort(typeof ctx.sorted === 'function' ? ctx.sorted : undefined); }
  let head = base;
  if (ctx.circular !== undefined && ctx.circular.has(value)) {
    const reference = `<ref *${ctx.circular.get(value)}>`;
    if (base === '') { braces[0] = `${reference} ${braces[0]}`; } else { head = `${reference} ${base}`; }
  }
  return combine(ctx, output, head, braces, level);
}

function format(ctx, value, level) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) { return primitive(value, ctx); }
  if (ctx.customInspect) {
    const own = value[custom];
    if (typeof own === 'function' && own !== inspect) {
      const shown = own.call(value, ctx.depth - level, { ...ctx.options, depth: ctx.depth - level }, inspect);
      if (shown !== value) {
        return typeof shown === 'object' ? format(ctx, shown, level) : String(shown).replace(/\n/g, `\n${' '.repeat(ctx.indentation)}`);
      }
    }
  }
  if (ctx.seen.includes(value)) {
    if (ctx.circular === undefined) { ctx.circular = new Map(); }
    if (!ctx.circular.has(value)) { ctx.circular.set(value, ctx.circular.size + 1); }
    return `[Circular *${ctx.circular.get(value)}]`;
  }
  return formatObject(ctx, value, level);
}

function inspect(value, options, depth) {
  const given = typeof options === 'boolean' ? { showHidden: options, depth: depth === undefined ? 2 : depth } : { ...options };
  const ctx = { ...defaults, ...given, options: { ...defaults, ...given }, seen: [], circular: undefined, indentation: 0, currentLevel: 0 };
  for (const name of ['depth', 'maxArrayLength', 'maxStringLength']) {
    if (ctx[name] === null) { ctx[name] = Infinity; }
  }
  return format(ctx, value, 0);
}
inspect.custom = custom;
inspect.defaultOptions = defaults;
inspect.colors = {};
inspect.styles = {};

exports.inspect = inspect;
