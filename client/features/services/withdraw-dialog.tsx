import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import {
  WithdrawSupportServiceBody,
  type SupportService,
} from '#server/contract/support-service.ts';

import { SERVICES_KEY } from './queries.ts';

/** Takes an entry out of the directory. */
export function WithdrawDialog({
  service,
  onClose,
}: {
  service: SupportService;
  onClose: () => void;
}) {
  const { services: own } = useText();
  const write = useWrite({
    initial: {},
    schema: WithdrawSupportServiceBody,
    body: () => ({ version: service.version }),
    send: (json, once) =>
      call(
        api.services.entries[':id'].withdraw.$post(
          { param: { id: String(service.id) }, json },
          once,
        ),
      ),
    refresh: [SERVICES_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      weighty
      title={own.withdrawOf({ name: service.name })}
      lines={[{ label: own.name, value: service.name }]}
      confirm={own.withdraw}
      onClose={onClose}
    />
  );
}
