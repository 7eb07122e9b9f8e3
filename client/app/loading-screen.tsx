import { useServerStarting } from '#client/api/come-back.ts';
import { useFirstText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';

/** Stands in for a screen that is on its way, and says so where the server is still starting. */
export function LoadingScreen() {
  const { common } = useFirstText();
  if (!useServerStarting()) return <LoadingRows rows={8} height={24} />;
  return (
    <output>
      <EmptyState screen title={common.serverStarting}>
        {common.serverStartingMore}
      </EmptyState>
    </output>
  );
}
