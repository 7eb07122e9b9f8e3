import type { NewEntry } from '#client/offline/outbox/entry.ts';

import type { NewPhoto } from './send-attachment.ts';

/** Photos of a place as the outbox sends them before the act whose event names them. */
export function eventPhotos(
  pointId: number,
  photos: readonly NewPhoto[],
): NonNullable<NewEntry['attachments']> {
  return photos.map(({ id, file }) => ({
    id,
    path: '/api/attachments',
    fields: { pointId: String(pointId), purpose: 'check' },
    file,
  }));
}
