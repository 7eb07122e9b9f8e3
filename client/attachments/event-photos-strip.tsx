import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';

import classes from './attachments.module.css';
import { PhotoStrip } from './photo-strip.tsx';

/** The photos that an event names: those that are here, and how many are still on their way. */
export function EventPhotos({ event, point }: { event: PointEvent; point: PointDetail }) {
  const { attachments: text } = useText();
  const format = useFormat();
  const photos = point.attachments.filter(({ eventId }) => eventId === event.id);
  const named = typeof event.detail['photos'] === 'number' ? event.detail['photos'] : 0;
  const awaited = named - photos.length;
  return (
    <>
      {photos.length > 0 && <PhotoStrip photos={photos} />}
      {awaited > 0 && (
        <p className={classes.small}>{text.awaited({ count: format.number(awaited, 0) })}</p>
      )}
    </>
  );
}
