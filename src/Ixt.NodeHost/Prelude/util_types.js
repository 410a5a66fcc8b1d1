'use strict';

const tagOf = (value) => Object.prototype.toString.call(value);
const TypedArray = Object.getPrototypeOf(Uint8Array.prototype).constructor;
const isObject = (value) => typeof value === 'object' && value !== null;
const AsyncFunction = (async () => {}).constructor;
const GeneratorFunction = (function* () {}).constructor;

const types = {
  isDate: (v) => v instanceof Date,
  isRegExp: (v) => v instanceof RegExp,
  isMap: (v) => v instanceof Map,
  isSet: (v) => v instanceof Set,
  isWeakMap: (v) => v instanceof WeakMap,
  isWeakSet: (v) => v instanceof WeakSet,
  isPromise: (v) => v instanceof Promise,
  isNativeError: (v) => v instanceof Error,
  isArrayBuffer: (v) => v instanceof ArrayBuffer,
  isSharedArrayBuffer: (v) => v instanceof SharedArrayBuffer,
  isAnyArrayBuffer: (v) => v instanceof ArrayBuffer || v instanceof SharedArrayBuffer,
  isArrayBufferView: (v) => ArrayBuffer.isView(v),
  isTypedArray: (v) => v instanceof TypedArray,
  isDataView: (v) => v instanceof DataView,
  isAsyncFunction: (v) => v instanceof AsyncFunction,
  isGeneratorFunction: (v) => v instanceof GeneratorFunction,
  isGeneratorObject: (v) => tagOf(v) === '[object Generator]',
  isArgumentsObject: (v) => tagOf(v) === '[object Arguments]',
  isNumberObject: (v) => isObject(v) && v instanceof Number,
  isStringObject: (v) => isObject(v) && v instanceof String,
  isBooleanObject: (v) => isObject(v) && v instanceof Boolean,
  isSymbolObject: (v) => isObject(v) && v instanceof Symbol,
  isBigIntObject: (v) => isObject(v) && v instanceof BigInt,
  isBoxedPrimitive: (v) => isObject(v) && [Number, String, Boolean, Symbol, BigInt].some((Box) => v instanceof Box),
  isProxy: () => false,
  isExternal: () => false,
  isModuleNamespaceObject: () => false,
};
for (const name of ['Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array', 'Int32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array']) {
  types[`is${name}`] = (v) => isObject(v) && v instanceof TypedArray && v[Symbol.toStringTag] === name;
}

module.exports = types;
