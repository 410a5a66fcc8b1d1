// Values of the wire as plain JSON and back, and errors as the interop programs print them.

export const plain = (value) => {
  if (value === undefined) return { $: "undefined" };
  if (typeof value === "bigint") return { $: "bigint", v: String(value) };
  if (typeof value === "function") return { $: "function" };
  if (value instanceof Map) return { $: "map", v: [...value].map(([k, v]) => [plain(k), plain(v)]) };
  if (value instanceof Set) return { $: "set", v: [...value].map(plain) };
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object") {
    const members = Object.create(null);
    for (const [name, member] of Object.entries(value)) members[name] = plain(member);
    return members;
  }

  return value;
};

export const rich = (value) => {
  if (Array.isArray(value)) return value.map(rich);
  if (value === null || typeof value !== "object") return value;
  switch (value.$) {
    case "undefined":
      return undefined;
    case "bigint":
      return BigInt(value.v);
    case "function":
      return () => undefined;
    case "map":
      return new Map(value.v.map(([k, v]) => [rich(k), rich(v)]));
    case "set":
      return new Set(value.v.map(rich));
    default: {
      const members = {};
      for (const [name, member] of Object.entries(value)) members[name] = rich(member);
      return members;
    }
  }
};

const text = (value) => (typeof value === "string" ? value : null);
const next = (error) => error.cause ?? error.context?.originalError;

export const failure = (error) => {
  const codes = [];
  let remote = null;
  for (let e = error, depth = 0; e && typeof e === "object" && depth < 32; e = next(e), depth++) {
    if (typeof e.code === "string") codes.push(e.code);
    remote ??= e.context?.remoteError ?? null;
  }

  return {
    code: text(error?.code),
    codes,
    message: String(error?.message ?? error),
    remote: remote && { code: text(remote.code), name: text(remote.name), message: text(remote.message) },
  };
};

// The E_IPC_* code of a failed start, however deep it is.
export const ipcCode = (error) => failure(error).codes.findLast((code) => code.startsWith("E_IPC_")) ?? error?.code ?? "E_UNKNOWN";
