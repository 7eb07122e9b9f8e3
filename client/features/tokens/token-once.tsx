import { useText } from '#client/i18n/use-text.ts';
import { SecretDialog } from '#client/ui/secret-dialog.tsx';
import type { NewToken } from '#server/contract/token.ts';

const WIDTH = 620;

/** A new token, shown this once with the address for GIS programs. */
export function TokenOnce({ issued, onClose }: { issued: NewToken; onClose: () => void }) {
  const { tokens: own } = useText();
  return (
    <SecretDialog
      title={own.onceTitle}
      secret={issued.token}
      seen={own.seen}
      size={WIDTH}
      onClose={onClose}
    >
      <p>{own.onceMore}</p>
      <p>
        {issued.name}: <code data-token>{issued.token}</code>
      </p>
      <p>{own.how}</p>
      <pre aria-label={own.how}>{`${location.origin}/ogc`}</pre>
    </SecretDialog>
  );
}
