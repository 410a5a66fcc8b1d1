// What a client under Node does with an order, the same for every protocol: keep so many calls under way for a while, and say how it went.
import { createInterface } from "node:readline";

// The points of Measuring/Quantiles.cs.
const points = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 1];

// Takes orders line by line until standard input ends. `prepare(size)` returns a call that resolves to whether its answer was right.
export async function takeOrders(prepare, allocated = async () => 0) {
  console.log("ready");
  for await (const line of createInterface({ input: process.stdin })) {
    const [size, inFlight, milliseconds] = line.split(" ").map(Number);
    const call = prepare(size);
    const before = await allocated();
    const times = inFlight === 1 ? [] : undefined;
    const start = performance.now();
    const counts = await Promise.all(Array.from({ length: inFlight }, () => lane(call, start + milliseconds, times)));
    const micros = (performance.now() - start) * 1000;
    const calls = counts.reduce((a, b) => a + b);
    console.log([calls, micros.toFixed(1), 0, (await allocated()) - before, ...quantiles(times)].join(" "));
  }
  process.exit(0);
}

async function lane(call, end, times) {
  let done = 0;
  let now = performance.now();
  do {
    const from = now;
    if (!(await call())) {
      throw new Error("a wrong answer");
    }
    done++;
    now = performance.now();
    times?.push(now - from);
  } while (now < end);
  return done;
}

function quantiles(times) {
  if (times === undefined) {
    return [];
  }
  times.sort((a, b) => a - b);
  return points.map((point) => (times[Math.min(times.length - 1, Math.floor(point * times.length))] * 1000).toFixed(2));
}
