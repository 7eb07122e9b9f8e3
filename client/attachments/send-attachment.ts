import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { Attachment, AttachmentPurpose } from '#server/contract/attachment.ts';

/** A photo that was taken here, under the id that it will keep. */
export type NewPhoto = { id: string; file: File };

/** Sends a photo or paper. The same id with the same file again changes nothing on the server. */
export function sendAttachment({
  id,
  file,
  owner,
  purpose,
  documentNumber,
}: NewPhoto & {
  owner: { kind: 'point' | 'tip'; id: number };
  purpose: AttachmentPurpose;
  documentNumber?: string;
}): Promise<Attachment> {
  const number = documentNumber === undefined ? {} : { documentNumber };
  const of = owner.kind === 'tip' ? { tipId: String(owner.id) } : { pointId: String(owner.id) };
  const form = { id, file, ...of, purpose, ...number };
  return call(api.attachments.$post({ form }));
}

export function withdrawAttachment(id: string, reason: string): Promise<Attachment> {
  return call(api.attachments[':id'].withdraw.$post({ param: { id }, json: { reason } }));
}

export function attachmentAddress(id: string, size: 'full' | 'thumbnail'): string {
  return `/api/attachments/${id}?size=${size}`;
}
