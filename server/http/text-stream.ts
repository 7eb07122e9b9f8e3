type Chunks = AsyncGenerator<string | Uint8Array>;

/** Calls `leave` once everything is written, or nobody wants the rest. */
export async function* freed(content: Chunks, leave: () => void): Chunks {
  try {
    yield* content;
  } finally {
    leave();
  }
}

/** The body of an answer whose pieces are made as fast as the reader takes them. Text goes out as UTF-8. */
export function streamOf(content: Chunks): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await content.next();
      if (next.done === true) controller.close();
      else {
        const { value } = next;
        controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
      }
    },
    async cancel() {
      await content.return(undefined);
    },
  });
}
