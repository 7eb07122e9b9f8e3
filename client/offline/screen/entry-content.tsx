import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';

import classes from './outbox.module.css';

/** Content that an entry will write, as its writer saw it. */
export function EntryContent({ entry }: { entry: Entry }) {
  const { outbox: text } = useText();
  const format = useFormat();
  const { attachments, lines } = entry;
  const bytes = attachments.reduce((sum, attachment) => sum + attachment.bytes, 0);
  return (
    <>
      <dl className={classes.lines}>
        {lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {attachments.length > 0 && (
        <p className={classes.where}>
          {text.photos({
            count: format.number(attachments.length, 0),
            size: format.bytes(bytes),
          })}
        </p>
      )}
    </>
  );
}
