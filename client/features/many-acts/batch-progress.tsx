import { Button, Progress } from '@mantine/core';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useEntries, useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { isChangeable } from '#client/offline/outbox/rules.ts';

import { isOfBatch } from './many-acts-entry.ts';
import classes from './many-acts.module.css';

/** Progress of the writing of many points, a way to stop the rest, and the reasons of what was refused. */
export function BatchProgress({
  batch,
  total,
  onClose,
}: {
  batch: string;
  total: number;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const outbox = useOutbox();
  const entries = useEntries().filter((entry) => isOfBatch(entry, batch));
  const done = entries.filter(({ state }) => state === 'sent').length;
  const refused = entries.filter(({ state }) => state === 'refused');
  const waiting = entries.filter((entry) => entry.state === 'waiting' && isChangeable(entry));
  const stop = async () => {
    for (const entry of waiting) await outbox.discard(entry.id);
  };
  return (
    <div className={classes.progress}>
      <Progress
        value={(100 * done) / total}
        aria-label={text.manyActs.progress({ done: String(done), total: String(total) })}
      />
      <output>
        {text.manyActs.progress({ done: format.number(done, 0), total: format.number(total, 0) })}
      </output>
      {refused.length > 0 && (
        <>
          <strong>{text.manyActs.refused({ count: format.number(refused.length, 0) })}</strong>
          <ul className={classes.points}>
            {refused.map(({ id, label, problem }) => (
              <li key={id}>
                {label}
                <span className={classes.why}>{problem?.sentence}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={classes.buttons}>
        {waiting.length > 0 && (
          <Button variant="default" onClick={() => void stop()}>
            {text.manyActs.stop}
          </Button>
        )}
        <Button onClick={onClose}>{text.manyActs.close}</Button>
      </div>
    </div>
  );
}
