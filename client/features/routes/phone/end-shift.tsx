import { Button, Flex, Textarea } from '@mantine/core';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { Form } from '#client/forms/form.tsx';
import { type FieldProps, useWrite } from '#client/forms/use-write.ts';
import { now } from '#client/i18n/clock.ts';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry, NewEntry } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import {
  type FieldRoute,
  type FieldRouteList,
  FinishShift,
} from '#server/contract/route-result.ts';

import { FIELD_KEY } from './field-queries.ts';
import classes from './field.module.css';

/** Ends the team's shift in two steps: what it puts off is said before. Without a network it is sent later. */
export function EndShift({ route, left }: { route: FieldRoute; left: number }) {
  const text = useText();
  const { field } = text.routes;
  const format = useFormat();
  const submit = useSubmit<FieldRouteList>();
  const [sure, setSure] = useState(false);
  const leftWords = left > 0 ? field.finishMore({ count: format.number(left, 0) }) : null;
  const finishing = useWrite({
    draft: `end of shift ${route.shift.id}`,
    initial: { reason: '' },
    schema: FinishShift,
    body: ({ reason }) => ({
      shiftId: route.shift.id,
      finishedAt: now(),
      reason: left > 0 ? reason : null,
    }),
    check: ({ reason }) => ({
      reason: left > 0 && reason.trim().length < 3 ? field.finishReasonMissing : null,
    }),
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
    <Form className={classes.ending} {...finishing.formProps}>
      {leftWords !== null && <EarlyReason left={leftWords} field={finishing.field} />}
      <ErrorNotice error={finishing.error} />
      <Flex gap={4} wrap="wrap">
        <Button variant="default" size="md" onClick={() => setSure(false)}>
          {text.common.cancel}
        </Button>
        <Button size="md" type="submit" loading={finishing.pending}>
          {field.finish}
        </Button>
      </Flex>
    </Form>
  );
}

/** Names the stops that an early end puts off, and asks for its reason. */
function EarlyReason({ left, field }: { left: string; field: FieldProps }) {
  const { routes } = useText();
  return (
    <>
      <p>{left}</p>
      <Textarea
        label={routes.field.finishReason}
        description={routes.field.finishReasonMore}
        size="md"
        autosize
        minRows={2}
        {...field('reason')}
        withAsterisk
      />
    </>
  );
}

/** Context that the outbox keeps: the shift, and how many stops had no result when it ended. */
type FinishContext = { routeId: number; shiftId: number; finishedAt: string };

/** The end of a shift as the outbox sends it, in one lane with the route's results: they go out before it. */
export function finishEntry(
  { routeId, title, teamName }: { routeId: number; title: string; teamName: string },
  { body, left, text }: { body: FinishShift; left: string | null; text: Text },
): NewEntry {
  const { field } = text.routes;
  const { shiftId, finishedAt = '', reason } = body;
  const context: FinishContext = { routeId, shiftId, finishedAt };
  return {
    kind: 'finish-shift',
    path: `/api/routes/${routeId}/finish`,
    body,
    lane: `route:${routeId}`,
    title: field.finish,
    label: `${title}, ${teamName}`,
    lines: [
      ...(left === null ? [] : [{ label: field.rest, value: left }]),
      ...(reason === null ? [] : [{ label: field.finishReason, value: reason }]),
    ],
    context,
  };
}

export function finishContext({ context }: Entry): FinishContext {
  return context as FinishContext;
}
