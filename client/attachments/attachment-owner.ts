import { tipKey } from '#client/api/tips.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import type { Attachment } from '#server/contract/attachment.ts';

/** Owner of a photo or document. */
export type AttachmentOwner =
  | { kind: 'point'; id: number; name: string }
  | { kind: 'tip'; id: number; name: string };

/** The record that has to be read again when its photos and papers changed. */
export function recordKey(owner: Pick<AttachmentOwner, 'kind' | 'id'>) {
  return owner.kind === 'tip' ? tipKey(owner.id) : pointQuery(owner.id).queryKey;
}

export function ownerOf({ pointId, tipId }: Attachment): Pick<AttachmentOwner, 'kind' | 'id'> {
  return tipId === null ? { kind: 'point', id: pointId ?? 0 } : { kind: 'tip', id: tipId };
}

/** The field of the form that names what it stands at. */
export function ownerFields({ kind, id }: Pick<AttachmentOwner, 'kind' | 'id'>) {
  return kind === 'tip' ? { tipId: String(id) } : { pointId: String(id) };
}
