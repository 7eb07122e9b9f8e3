import { Button, Group } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { saveFile } from '#client/ui/save-file.ts';
import { TABLE_FORMATS, type TableFormat } from '#server/contract/import-history.ts';

/** Gives back the rows that would not be written, in the columns of their file, with the reasons beside them. */
export function RefusedDownloads({
  file,
  fetchRows,
}: {
  file: File;
  fetchRows: (format: TableFormat) => Promise<Blob>;
}) {
  const { importHistory: own } = useText();
  const [pending, setPending] = useState<TableFormat | null>(null);
  const [error, setError] = useState<unknown>(null);
  const download = async (format: TableFormat) => {
    setPending(format);
    setError(null);
    try {
      const blob = await fetchRows(format);
      saveFile(blob, `${file.name.replace(/\.[^.]*$/, '')}-chua-nhap.${format}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setPending(null);
    }
  };
  return (
    <div data-refused-file>
      <Group gap={8} mt={12}>
        <span>{own.refusedFile}</span>
        {TABLE_FORMATS.map((format) => (
          <Button
            key={format}
            variant="default"
            size="sm"
            leftSection={<IconFileDownload size={16} stroke={1.6} aria-hidden="true" />}
            loading={pending === format}
            disabled={pending !== null && pending !== format}
            aria-label={`${own.refusedFile}: ${format.toUpperCase()}`}
            onClick={() => void download(format)}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      </Group>
      <ErrorNotice error={error} />
    </div>
  );
}
