import { LoadingRows } from '#client/ui/loading-rows.tsx';

export function LoadingScreen() {
  return <LoadingRows rows={8} height={24} />;
}
