import { Flex } from '@mantine/core';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';

import shared from '#client/ui/shared.module.css';
import classes from './outbox.module.css';

/** Content that an entry will write, as its writer saw it. */
export function EntryContent({ entry }: { entry: Entry }) {
  const { outbox: text } = useText();
  const format = useFormat();
  const { attachments, lines } = entry;
  const bytes = attachments.reduce((sum, attachment) => sum + attachment.bytes, 0);
  return (
    <>
      <Flex component="dl" className={classes.lines} direction="column" gap={4} fz="sm">
        {lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </Flex>
      {attachments.length > 0 && (
        <p className={`${shared.aside} ${shared.wrap}`}>
          {text.photos({
            count: format.number(attachments.length, 0),
            size: format.bytes(bytes),
          })}
        </p>
      )}
    </>
  );
}
