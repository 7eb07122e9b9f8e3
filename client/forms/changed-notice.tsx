import { Flex } from '@mantine/core';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { isOvertaken } from '#client/api/problem.ts';
import { eventsSince } from '#client/register/timeline.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { PointDetail } from '#server/contract/point.ts';

/**
 * Says what others have recorded since the dialog was opened, and who; nothing while nobody has.
 * Any other refusal is shown as it is.
 */
export function ChangedNotice({
  point,
  error,
  why,
}: {
  point: PointDetail;
  /** Refusal of the server; null where it is shown beside its field. */
  error: unknown;
  /** Reason why the act is not possible any more. */
  why?: string | null;
}) {
  const text = useText();
  const format = useFormat();
  const [opened] = useState(point);
  const changes = eventsSince(opened, point);
  if (changes.length === 0) return <ErrorNotice error={error} />;
  const told = isOvertaken(error);
  return (
    <div role="alert">
      <Notice title={text.pointActs.changedTitle}>
        <Flex component="ul" direction="column" gap={2} mt={4}>
          {changes.map((event) => (
            <li key={event.id}>
              {text.pointActs.changedLine({
                what: text.register.event[event.kind],
                who: event.actorName,
                time: format.dateTime(event.recordedAt),
              })}
            </li>
          ))}
        </Flex>
        <p>
          {text.pointActs.changedNotWritten} {why ?? text.pointActs.changedMore}
        </p>
      </Notice>
      {!told && <ErrorNotice error={error} />}
    </div>
  );
}
