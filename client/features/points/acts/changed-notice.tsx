import { useState } from 'react';

import { eventsSince } from '#client/features/points/drawer/timeline.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import classes from './act-dialog.module.css';

/** Says what others have recorded since the dialog was opened, and who; nothing while nobody has. */
export function ChangedNotice({ point }: { point: PointDetail }) {
  const text = useText();
  const format = useFormat();
  const [opened] = useState(point);
  const changes = eventsSince(opened, point);
  if (changes.length === 0) return null;
  return (
    <div role="alert">
      <Notice title={text.pointActs.changedTitle}>
        <ul className={classes.changes}>
          {changes.map((event) => (
            <li key={event.id}>
              {text.pointActs.changedLine({
                what: text.register.event[event.kind],
                who: event.actorName,
                time: format.dateTime(event.recordedAt),
              })}
            </li>
          ))}
        </ul>
        <p>{text.pointActs.changedMore}</p>
      </Notice>
    </div>
  );
}
