import { Flex } from '@mantine/core';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Role } from '#server/contract/permission.ts';
import type { IsoDate } from '#server/contract/time.ts';

import shared from '#client/ui/shared.module.css';
import classes from './handover-thread.module.css';

/** One thing that one side said: what, when, who in which role, on which paper, in which words. */
export function HandoverMessage({
  side,
  title,
  on,
  by,
  role,
  documentNumber,
  lines,
}: {
  side: 'proposer' | 'commune';
  title: string;
  on: IsoDate;
  by: string | null;
  role: Role | null;
  documentNumber: string | null;
  lines: readonly string[];
}) {
  const text = useText();
  const format = useFormat();
  const who =
    by === null || role === null
      ? by
      : text.handover.who({ name: by, role: text.register.role[role] });
  return (
    <div className={classes.message} data-side={side}>
      <Flex
        component="p"
        className={classes.title}
        gap="0 12px"
        justify="space-between"
        wrap="wrap"
        fw={500}
      >
        <span>{title}</span>
        <time dateTime={on}>{format.date(on)}</time>
      </Flex>
      {who !== null && <p className={shared.note}>{who}</p>}
      {documentNumber !== null && (
        <p className={shared.note}>{text.handover.document({ number: documentNumber })}</p>
      )}
      {lines.map((line) => (
        <p key={line} className={shared.lines}>
          {line}
        </p>
      ))}
    </div>
  );
}
