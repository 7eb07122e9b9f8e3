import { useState } from 'react';

import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import { usePosition, type DevicePosition } from '#client/forms/use-position.ts';
import { now } from '#client/i18n/clock.ts';
import type { LonLat } from '#server/contract/geo.ts';

import { isFarAway, metresBetween } from './far-away.ts';

/** Evidence of a form that is opened again. */
export type KeptEvidence = {
  position: DevicePosition | null;
  photos: readonly NewPhoto[];
};

/**
 * Holds what a check has beside its values: the position of the device, the photos, and whether the time was entered.
 * @param place of the check, to tell how far away the device is; null where it is not known
 * @param kept of an entry of the outbox that is being changed; null for a new check
 */
export function useEvidence(place: LonLat | null, kept: KeptEvidence | null) {
  const device = usePosition(kept?.position ?? null);
  const [photos, setPhotos] = useState<readonly NewPhoto[]>(kept?.photos ?? []);
  const [momentSaid, setMomentSaid] = useState(kept !== null);
  const { position } = device;
  const known = position.kind === 'known' ? position : null;
  const metres = known === null || place === null ? null : metresBetween(known.at, place);
  return {
    device,
    /** The position where the device tells one. */
    known,
    /** Distance from the device to the place; null where one of the two is not known. */
    metres,
    far: known !== null && metres !== null && isFarAway(metres, known.accuracyMetres),
    photos,
    setPhotos,
    momentSaid,
    sayMoment: () => setMomentSaid(true),
    /** The time of the check is that of its result, until somebody enters another one. */
    momentOfResult: () => (momentSaid ? {} : { checkedAt: now() }),
  };
}
export type Evidence = ReturnType<typeof useEvidence>;
