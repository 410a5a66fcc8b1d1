// Messages as lines of JSON. Chunks are kept until a line is whole, so that a large message costs no quadratic copying.
export function messages(socket, take) {
  let parts = [];
  socket.on("data", (chunk) => {
    let start = 0;
    for (let end; (end = chunk.indexOf(10, start)) >= 0; start = end + 1) {
      parts.push(chunk.subarray(start, end));
      take(JSON.parse((parts.length === 1 ? parts[0] : Buffer.concat(parts)).toString("utf8")));
      parts = [];
    }
    if (start < chunk.length) {
      parts.push(chunk.subarray(start));
    }
  });
}

export function write(socket, message) {
  socket.write(`${JSON.stringify(message)}\n`);
}
