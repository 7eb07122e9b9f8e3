import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { drawId } from '#client/offline/outbox/new-entry.ts';
import type { Attachment, AttachmentPurpose } from '#server/contract/attachment.ts';

import { ownerFields, type AttachmentOwner } from './attachment-owner.ts';

/** A photo that was taken here, under the id that it will keep. */
export type NewPhoto = { id: string; file: File };

/** Gives a chosen file the id under which it is kept once, however often it is sent. */
export function chosenFile(file: File): NewPhoto {
  return { id: drawId(), file };
}

/** Sends a photo or paper. The same id with the same file again changes nothing on the server. */
export function sendAttachment({
  id,
  file,
  owner,
  purpose,
  documentNumber,
}: NewPhoto & {
  owner: Pick<AttachmentOwner, 'kind' | 'id'>;
  purpose: AttachmentPurpose;
  documentNumber?: string;
}): Promise<Attachment> {
  const number = documentNumber === undefined ? {} : { documentNumber };
  const form = { id, file, ...ownerFields(owner), purpose, ...number };
  return call(api.attachments.$post({ form }));
}

export function attachmentAddress(id: string, size: 'full' | 'thumbnail'): string {
  return `/api/attachments/${id}?size=${size}`;
}
