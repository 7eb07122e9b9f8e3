import { useText } from '#client/i18n/use-text.ts';
import { SecretDialog } from '#client/ui/secret-dialog.tsx';
import type { WebhookWithSecret } from '#server/contract/webhook.ts';

const WIDTH = 620;

/** A new key of a receiver, shown this once with how to test a signature. */
export function WebhookOnce({
  issued,
  onClose,
}: {
  issued: WebhookWithSecret;
  onClose: () => void;
}) {
  const { webhooks: own } = useText();
  return (
    <SecretDialog
      title={own.onceTitle}
      secret={issued.secret}
      seen={own.seen}
      size={WIDTH}
      onClose={onClose}
    >
      <p>{own.onceMore}</p>
      <p>
        {issued.webhook.name}: <code data-secret>{issued.secret}</code>
      </p>
      <p>{own.how}</p>
      <pre aria-label={own.how}>
        {'v1,base64(HMAC-SHA256(base64decode(key after whsec_), id.timestamp.body))'}
      </pre>
    </SecretDialog>
  );
}
