import { PhotoLinks } from '#client/attachments/photo-links.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { StopResult } from '#server/contract/route-result.ts';

/** Photos of a result, and how far from the stop it was recorded, where the device told its position. */
export function ResultEvidence({
  result: { distanceMetres, accuracyMetres, photoIds },
}: {
  result: StopResult;
}) {
  const { routes } = useText();
  const format = useFormat();
  return (
    <>
      {distanceMetres !== null && (
        <div>
          {routes.recordedAway({
            distance: format.distance(distanceMetres),
            accuracy: format.distance(accuracyMetres ?? 0),
          })}
        </div>
      )}
      {photoIds.length > 0 && <PhotoLinks ids={photoIds} />}
    </>
  );
}
