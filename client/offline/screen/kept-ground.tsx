import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';

import { useMe } from '#client/api/me.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { STREET_ROLES } from '#server/contract/street-roles.ts';
import { readGroundNote, type GroundNote } from '#client/offline/worker/kept-ground.ts';

/** Says how large the street map on this device is and since when it is there; nothing for roles that keep none. */
export function KeptGround() {
  const { outbox: own } = useText();
  const format = useFormat();
  const { role } = useMe();
  const [note, setNote] = useState<GroundNote | null>(null);
  useEffect(function lookForGround() {
    // Absent where the page was served neither over TLS nor from loopback.
    if (!('caches' in window)) return;
    readGroundNote().then(setNote, () => setNote(null));
  }, []);
  if (!STREET_ROLES.includes(role)) return null;
  return (
    <Text size="sm">
      {note === null
        ? own.groundNone
        : own.ground({ size: format.bytes(note.bytes), moment: format.recent(note.keptAt) })}
    </Text>
  );
}
