import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';

import { askToConfirm } from '#client/api/confirm-again.ts';
import { useText } from '#client/i18n/use-text.ts';

import { useOutbox, useUnsent } from './outbox/outbox-context.ts';
import classes from './screen/outbox.module.css';

/** Says that what waits to be sent decides something, and that the person must confirm it first; else nothing. */
export function ConfirmBanner() {
  const { confirmAgain: own } = useText();
  const outbox = useOutbox();
  const hasUnsent = useUnsent().length > 0;
  const [waits, setWaits] = useState(false);
  useEffect(
    function followOutcomes() {
      return outbox.onSettled((_, outcome) =>
        setWaits(outcome.kind === 'stopped' && outcome.why === 'confirm'),
      );
    },
    [outbox],
  );
  if (!waits || !hasUnsent) return null;
  const confirmAndSend = async () => {
    if (await askToConfirm()) await outbox.send();
  };
  return (
    <output className={classes.banner}>
      <span>{own.waits}</span>
      <Button variant="default" mih={44} onClick={() => void confirmAndSend()}>
        {own.confirmAndSend}
      </Button>
    </output>
  );
}
