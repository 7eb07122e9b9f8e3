import { randomUUID } from 'node:crypto';

import type { TestClient } from '#tests/support/test-app.ts';

/** Sends a file as a browser does; `fields` name the place or tip that it belongs to. */
export async function sendAttachment(
  client: TestClient,
  file: File,
  fields: Readonly<Record<string, string | number>>,
): Promise<Response> {
  const body = new FormData();
  const all = { id: randomUUID(), purpose: 'point', ...fields };
  for (const [name, value] of Object.entries(all)) body.append(name, String(value));
  body.append('file', file);
  return await client.request('/api/attachments', { method: 'POST', body });
}

/** Makes a file that calls itself a photo, whatever its content. */
export function photoFile(content: BlobPart, name = 'anh.jpg'): File {
  return new File([content], name, { type: 'image/jpeg' });
}
