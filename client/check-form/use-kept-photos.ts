import { useEffect, useState } from 'react';

import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useOutbox } from '#client/offline/outbox/outbox-context.ts';

/** Reads the photos of an entry from the device; null until they are read, for a form that begins with them. */
export function useKeptPhotos(entry: Entry): readonly NewPhoto[] | null {
  const outbox = useOutbox();
  const [photos, setPhotos] = useState<readonly NewPhoto[] | null>(null);
  useEffect(
    function readPhotos() {
      let wanted = true;
      void Promise.all(
        entry.attachments.map(async ({ id }) => ({ id, file: await outbox.file(entry, id) })),
      ).then((read) => {
        const found = read.flatMap(({ id, file }) => (file === null ? [] : [{ id, file }]));
        if (wanted) setPhotos(found);
      });
      return () => {
        wanted = false;
      };
    },
    [entry, outbox],
  );
  return photos;
}
