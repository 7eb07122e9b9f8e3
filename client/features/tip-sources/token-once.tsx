import { useText } from '#client/i18n/use-text.ts';
import { SecretDialog } from '#client/ui/secret-dialog.tsx';
import type { TipSourceWithToken } from '#server/contract/tip-source.ts';

const WIDTH = 620;

/** A new token of a source, shown this once with an example of its use. */
export function TokenOnce({
  issued,
  onClose,
}: {
  issued: TipSourceWithToken;
  onClose: () => void;
}) {
  const { tipSources: own } = useText();
  const example = [
    `curl -X POST ${location.origin}/api/intake/tips`,
    `  -H 'Authorization: Bearer ${issued.token}'`,
    `  -H 'Content-Type: application/json'`,
    `  -d '{"channelNumber":"0001","position":[105.85,21.032]}'`,
  ].join(' \\\n');
  return (
    <SecretDialog
      title={own.once}
      secret={issued.token}
      seen={own.close}
      size={WIDTH}
      onClose={onClose}
    >
      <p>{own.onceMore}</p>
      <p>
        {issued.source.name}: <code data-token>{issued.token}</code>
      </p>
      <p>{own.how}</p>
      <pre aria-label={own.how}>{example}</pre>
    </SecretDialog>
  );
}
