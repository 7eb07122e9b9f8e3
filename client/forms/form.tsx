import { Button, Stack } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import type { ComponentProps } from 'react';

import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import shared from '#client/ui/shared.module.css';

import { civilDate } from '#server/contract/civil-day.ts';

import type { KeptDraft } from './use-kept-form.ts';

/** The element of every form; it says first what was brought back into it. */
export function Form({
  kept,
  ref,
  children,
  ...props
}: ComponentProps<'form'> & { kept: KeptDraft }) {
  const both = useMergedRef(ref ?? null, kept.standsIn);
  return (
    <form {...props} ref={both}>
      <DraftLine kept={kept} />
      {children}
    </form>
  );
}

/** Says what became of typed text: brought back, without a place, or not kept. */
export function DraftLine({ kept }: { kept: KeptDraft }) {
  const { drafts: own } = useText();
  const format = useFormat();
  const { restoredFrom, left, refused, drop } = kept;
  if (refused) return <p className={shared.aside}>{own.notKept}</p>;
  if (restoredFrom === null) return null;
  const isOfToday = civilDate(restoredFrom) === today();
  const moment = isOfToday ? format.clock(restoredFrom) : format.recent(restoredFrom);
  return (
    <Notice title={own.restored({ moment })}>
      {left.length > 0 && (
        <Stack gap={4}>
          <p>{own.left}</p>
          {left.map(({ label, text }) => (
            <p key={`${label} ${text}`} className={shared.lines}>
              {label === '' ? text : `${label}: ${text}`}
            </p>
          ))}
        </Stack>
      )}
      <Button variant="default" size="sm" mih={44} onClick={drop}>
        {own.drop}
      </Button>
    </Notice>
  );
}
