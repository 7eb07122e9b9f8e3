import { expect } from 'vitest';

import type { TestClient } from '#tests/support/test-app.ts';

type StreamEvent = { event: string; data: unknown };

/** Reads the server-sent events of a client one by one. */
export async function listen(client: TestClient) {
  const response = await client.get('/api/stream');
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';

  async function next(): Promise<StreamEvent> {
    while (!text.includes('\n\n')) {
      const { value, done } = (await reader?.read()) ?? { done: true, value: '' };
      if (done) return { event: 'closed', data: null };
      text += value ?? '';
    }
    const [block = '', ...rest] = text.split('\n\n');
    text = rest.join('\n\n');
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
    return { event: field('event'), data: JSON.parse(field('data')) };
  }

  return {
    next,
    /** The next event of that name, past the others. */
    async nextOf(event: string): Promise<StreamEvent> {
      for (;;) {
        const read = await next();
        if (read.event === event || read.event === 'closed') return read;
      }
    },
    close: () => reader?.cancel(),
  };
}
