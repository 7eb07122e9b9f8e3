import { Box, Button, Flex, Progress, Stack } from '@mantine/core';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useEntries, useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { isChangeable } from '#client/offline/outbox/rules.ts';

import { isOfBatch } from './many-acts-entry.ts';
import classes from './many-acts.module.css';

/** Progress of the writing of many points, a way to stop the rest, and the reasons of what was refused. */
export function BatchProgress({
  batch,
  total,
  undoes = false,
  onUndo,
  onClose,
}: {
  batch: string;
  total: number;
  /** The entries undo acts of an earlier press. */
  undoes?: boolean;
  /** Opens the undoing of what has been recorded. */
  onUndo?: () => void;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const outbox = useOutbox();
  const entries = useEntries().filter((entry) => isOfBatch(entry, batch));
  const done = entries.filter(({ state }) => state === 'sent').length;
  const onTheirWay = entries.some(({ state }) => state === 'waiting' || state === 'sending');
  const waiting = entries.filter((entry) => entry.state === 'waiting' && isChangeable(entry));
  const stop = async () => {
    for (const entry of waiting) await outbox.discard(entry.id);
  };
  const words = undoes ? text.manyActs.undoProgress : text.manyActs.progress;
  const progress = words({ done: format.number(done, 0), total: format.number(total, 0) });
  return (
    <Stack gap="sm">
      <Progress value={(100 * done) / total} aria-label={progress} />
      <output>{progress}</output>
      <Refused entries={entries.filter(({ state }) => state === 'refused')} />
      <Flex gap="xs" justify="flex-end">
        {waiting.length > 0 && (
          <Button variant="default" onClick={() => void stop()}>
            {text.manyActs.stop}
          </Button>
        )}
        {onUndo !== undefined && done > 0 && !onTheirWay && (
          <Button variant="default" onClick={onUndo}>
            {text.manyActs.undoAll}
          </Button>
        )}
        <Button onClick={onClose}>{text.manyActs.close}</Button>
      </Flex>
    </Stack>
  );
}

/** The points that the server refused, each with the reason; nothing without one. */
function Refused({ entries }: { entries: readonly Entry[] }) {
  const text = useText();
  const format = useFormat();
  if (entries.length === 0) return null;
  return (
    <>
      <strong>{text.manyActs.refused({ count: format.number(entries.length, 0) })}</strong>
      <Box component="ul" className={classes.points} fz="sm" mah={180} pl={4}>
        {entries.map(({ id, label, problem }) => (
          <li key={id}>
            {label}
            <Box component="span" display="block" c="dimmed">
              {problem?.sentence}
            </Box>
          </li>
        ))}
      </Box>
    </>
  );
}
