import { describe, expect, it } from 'vitest';

import { linesOf } from './ndjson-lines.ts';

function streamOf(...pieces: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(stream)) lines.push(line);
  return lines;
}

const TEXT = '{"phase":"reading"}\n{"tên":"Phường Đống Đa ẫ 😀"}\n{"phase":"done"}\n';
const LINES = ['{"phase":"reading"}', '{"tên":"Phường Đống Đa ẫ 😀"}', '{"phase":"done"}'];
const BYTES = new TextEncoder().encode(TEXT);

describe('lines of a stream', () => {
  it('are the same wherever the stream is cut in two, inside a letter too', async () => {
    for (let cut = 0; cut <= BYTES.length; cut += 1) {
      const stream = streamOf(BYTES.subarray(0, cut), BYTES.subarray(cut));
      expect(await collect(stream)).toEqual(LINES);
    }
  });

  it('are the same when every byte comes by itself', async () => {
    const pieces = Array.from(BYTES, (byte) => Uint8Array.of(byte));
    expect(await collect(streamOf(...pieces))).toEqual(LINES);
  });

  it('leave out empty lines and take a last one without its end', async () => {
    const bytes = new TextEncoder().encode('a\n\n\nb');
    expect(await collect(streamOf(bytes))).toEqual(['a', 'b']);
  });

  it('close the stream when nobody listens any more', async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('a\nb\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const line of linesOf(stream)) {
      expect(line).toBe('a');
      break;
    }
    expect(cancelled).toBe(true);
  });

  it('fail as the stream fails', async () => {
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new TypeError('network')),
    });
    await expect(collect(stream)).rejects.toThrow('network');
  });
});
