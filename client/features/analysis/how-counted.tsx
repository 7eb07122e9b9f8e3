import { Stack } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';

import classes from './how-counted.module.css';

/** A footnote that opens: definitions, methods and their names. On paper it is always open. */
export function HowCounted({ children }: { children: ReactNode }) {
  const { analysis } = useText();
  return (
    <details className={classes.footnote}>
      <summary>
        <IconChevronDown size={16} stroke={1.6} aria-hidden="true" />
        {analysis.howCounted}
      </summary>
      <Stack className={classes.words} gap={4} c="dimmed" miw={0} mt={4}>
        {children}
      </Stack>
    </details>
  );
}
