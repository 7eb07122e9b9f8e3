import { Button, Group, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

import { useImportText } from './import-target.ts';

/** Asks before the screen is left while an import runs: leaving takes it back. */
export function LeaveGuard() {
  const text = useImportText();
  const blocker = useBlocker({
    shouldBlockFn: () => true,
    enableBeforeUnload: true,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Modal
      opened
      centered
      onClose={blocker.reset}
      title={text.imports.leaveTitle}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <p>{text.imports.leaveMore}</p>
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" data-autofocus onClick={blocker.reset}>
          {text.imports.stay}
        </Button>
        <Button color="red" onClick={blocker.proceed}>
          {text.imports.leave}
        </Button>
      </Group>
    </Modal>
  );
}
