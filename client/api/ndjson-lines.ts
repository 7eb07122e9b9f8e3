/**
 * The lines of a stream of UTF-8 text, each without its end, empty ones left out. Pieces may end
 * anywhere, inside a letter too. The last line needs no end. Throws what the stream throws.
 */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter(isFilled);
      if (done) break;
    }
    if (isFilled(rest)) yield rest;
  } finally {
    // Whoever stops listening early must not leave the connection open.
    await reader.cancel().catch(() => undefined);
  }
}

function isFilled(line: string): boolean {
  return line.trim() !== '';
}
