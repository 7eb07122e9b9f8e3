import { Button } from '@mantine/core';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { now } from '#client/i18n/clock.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import {
  FinishShift,
  type FieldRoute,
  type FieldRouteList,
} from '#server/contract/route-result.ts';

import { FIELD_KEY } from './field-queries.ts';
import classes from './field.module.css';
import { finishEntry } from './finish-entry.ts';

/** Ends the team's shift in two steps: what it puts off is said before. Without a network it is sent later. */
export function EndShift({ route, left }: { route: FieldRoute; left: number }) {
  const text = useText();
  const { field } = text.routes;
  const format = useFormat();
  const submit = useSubmit<FieldRouteList>();
  const [sure, setSure] = useState(false);
  const leftWords = left > 0 ? field.finishMore({ count: format.number(left, 0) }) : null;
  const finishing = useWrite({
    initial: {},
    schema: FinishShift,
    body: () => ({ shiftId: route.shift.id, finishedAt: now() }),
    send: (body) => {
      const about = { ...route, teamName: route.shift.teamName };
      return submit(finishEntry(about, { body, left: leftWords, text }));
    },
    kept: field.finishKept,
    keep: (client, list) => void client.setQueryData(FIELD_KEY, list),
  });
  if (!sure) {
    return (
      <Button variant="default" size="md" mt={12} onClick={() => setSure(true)}>
        {field.finish}
      </Button>
    );
  }
  return (
    <div className={classes.sure}>
      {leftWords !== null && <p>{leftWords}</p>}
      <ErrorNotice error={finishing.error} />
      <div className={classes.acts}>
        <Button variant="default" size="md" onClick={() => setSure(false)}>
          {text.common.cancel}
        </Button>
        <Button size="md" loading={finishing.pending} onClick={finishing.press}>
          {field.finish}
        </Button>
      </div>
    </div>
  );
}
