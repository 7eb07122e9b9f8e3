import { Flex } from '@mantine/core';
import { useFormat, useText } from '#client/i18n/use-text.ts';

import classes from './attachments.module.css';
import { attachmentAddress } from './send-attachment.ts';

/** Photos in a row, small; each opens large in a page of its own. */
export function PhotoLinks({ ids }: { ids: readonly string[] }) {
  const { attachments: text } = useText();
  const format = useFormat();
  return (
    <Flex component="ul" className={classes.strip} gap="xs" wrap="wrap" mt="xs">
      {ids.map((id, place) => (
        <li key={id}>
          <a href={attachmentAddress(id, 'full')} target="_blank" rel="noreferrer">
            <img
              src={attachmentAddress(id, 'thumbnail')}
              alt={text.photoNumber({ number: format.number(place + 1, 0) })}
              width={72}
              height={72}
              loading="lazy"
            />
          </a>
        </li>
      ))}
    </Flex>
  );
}
