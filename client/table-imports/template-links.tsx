import { Button, Group } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';

import { useText } from '#client/i18n/use-text.ts';
import { TABLE_FORMATS } from '#server/contract/import-history.ts';

/**
 * Empty tables to fill in, with the words that are understood.
 * @param address of the template, without the format
 */
export function TemplateLinks({ address }: { address: string }) {
  const { importWords: own } = useText();
  return (
    <Group gap={8} mt={12}>
      <span>{own.template}</span>
      {TABLE_FORMATS.map((format) => (
        <Button
          key={format}
          variant="default"
          size="sm"
          component="a"
          href={`${address}?format=${format}`}
          download
          styles={{ inner: { minHeight: 'inherit' } }}
          aria-label={`${own.template}: ${format.toUpperCase()}`}
          leftSection={<IconFileDownload size={16} stroke={1.6} aria-hidden="true" />}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </Group>
  );
}
