import { Box, Text } from '@mantine/core';
import shared from './shared.module.css';

/** Cell with the source of something imported, its file and its licence. */
export function SourceCell({
  of: { source, fileName, licence },
}: {
  of: { source: string; fileName: string | null; licence: string | null };
}) {
  return (
    <Box component="td" className={shared.wrap} miw={180}>
      {source}
      <Text span display="block" size="xs" c="dimmed">
        {[fileName, licence].filter((part) => part !== null).join(' · ')}
      </Text>
    </Box>
  );
}
