import { Button, Flex } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { EntryGone } from '#client/offline/outbox/store.ts';
import { AtEdge } from '#client/ui/edge.tsx';
import { goesOn } from '#client/ui/use-led-focus.ts';

import { keepArrival } from './arrivals.ts';
import classes from './field.module.css';
import { resultContext } from './result-entry.ts';

const ChangeForm = lazy(() => import('#client/offline/screen/change-form.tsx'));

/** The result that was recorded by one press and is not sent yet: it can be taken back, or get photos and a note. */
export function JustRecorded({ entry }: { entry: Entry }) {
  const { routes, checks, outbox: words } = useText();
  const { field } = routes;
  const outbox = useOutbox();
  const [changing, setChanging] = useState<Entry | null>(null);
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(function readOut() {
    // The button that was pressed has gone with its stop.
    said.current?.focus();
  }, []);
  const { values, stop, arrivedAt } = resultContext(entry);
  const { result, obstacle } = values;
  async function takeBack() {
    try {
      await outbox.takeOut(entry.id);
      if (arrivedAt !== null) keepArrival(stop.id, arrivedAt);
    } catch (error) {
      if (!(error instanceof EntryGone)) throw error;
      notifications.show({ message: words.changeGone });
    }
  }
  return (
    <AtEdge>
      <section className={classes.just} aria-label={field.justRecorded} {...goesOn('stop')}>
        <p ref={said} tabIndex={-1}>
          <strong>{entry.label}</strong>
          <br />
          {result !== null && field.results[result]}
          {obstacle !== null && `: ${checks.obstacles[obstacle]}`}. {field.notSentYet}
        </p>
        <Flex gap={4} wrap="wrap">
          <Button size="md" variant="default" onClick={() => void takeBack()}>
            {field.takeBack}
          </Button>
          <Button size="md" variant="subtle" onClick={() => setChanging(entry)}>
            {field.addMore}
          </Button>
        </Flex>
        {changing !== null && (
          <Suspense fallback={null}>
            <ChangeForm entry={changing} onClose={() => setChanging(null)} />
          </Suspense>
        )}
      </section>
    </AtEdge>
  );
}
