import { Button, Group, Stack } from '@mantine/core';

import { fieldText } from '#client/api/describe-error.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { SIGNAL_ACTS, type SignalAct } from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';

import classes from './signals.module.css';
import shared from '#client/ui/shared.module.css';
import { ACT_KEYS } from './use-signal-keys.ts';

/** Reasons that tell the reader nothing: the act is not theirs, or there is nothing to do it to. */
const SILENT: ReadonlySet<string> = new Set([
  'permission.denied',
  'signal.not_decided',
  'signal.no_suspicion',
  'signal.already_decided',
  'signal.no_appeal',
  'signal.nothing_to_appeal',
  'signal.other_decider',
]);

/** Acts of this reader on a signal now, and the reasons why not the others. */
export function SignalActs({
  signal,
  onAct,
}: {
  signal: SignalDetail;
  onAct: (act: SignalAct) => void;
}) {
  const { signals: own } = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const open = SIGNAL_ACTS.filter((act) => signal.acts[act] === null);
  const codes = SIGNAL_ACTS.map((act) => signal.acts[act]).filter(
    (code): code is string => code !== null && !SILENT.has(code),
  );
  return (
    <Stack gap="xs">
      {open.length > 0 && (
        <Group className={classes.buttons} gap="xs">
          {open.map((act) => (
            <Button
              key={act}
              data-act={act}
              variant={act === 'confirm' || act === 'answer' ? 'filled' : 'default'}
              rightSection={act in ACT_KEYS ? <Key act={act} /> : null}
              onClick={() => onAct(act)}
            >
              {own.act[act]}
            </Button>
          ))}
        </Group>
      )}
      {signal.acts.undo === null && signal.undoUntil !== null && (
        <p className={shared.aside}>{own.undoUntil({ time: format.dateTime(signal.undoUntil) })}</p>
      )}
      {[...new Set(codes)].map((code) => (
        <p key={code} className={shared.aside}>
          {fieldText(code, language)}
        </p>
      ))}
    </Stack>
  );
}

function Key({ act }: { act: SignalAct }) {
  const keys: Partial<Record<SignalAct, string>> = ACT_KEYS;
  return (
    <kbd className={classes.key} aria-hidden="true">
      {keys[act]}
    </kbd>
  );
}
