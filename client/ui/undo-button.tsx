import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Button beside the title of a section that goes back from what was done last. */
export function UndoButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<IconArrowBackUp size={16} stroke={1.8} aria-hidden="true" />}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
