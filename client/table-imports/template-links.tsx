import { Button, Group } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';

import { useText } from '#client/i18n/use-text.ts';
import { TABLE_FORMATS } from '#server/contract/import-history.ts';

import { useImportTarget } from './import-target.ts';

/** Empty tables to fill in, with the words that are understood. */
export function TemplateLinks() {
  const { importWords: own } = useText();
  if (useImportTarget() === 'businesses') return null;
  return (
    <Group gap={8} mt={12}>
      <span>{own.template}</span>
      {TABLE_FORMATS.map((format) => (
        <Button
          key={format}
          variant="default"
          size="sm"
          component="a"
          href={`/api/point-imports/template?format=${format}`}
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
