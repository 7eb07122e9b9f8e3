import { BoundaryScreen } from '#client/features/boundaries/boundary-screen.tsx';
import { FormerNames } from '#client/features/communes/former-names.tsx';

/** Screen of the communes as they are drawn and as they were called. */
export default function BoundariesScreen() {
  return (
    <BoundaryScreen>
      <FormerNames />
    </BoundaryScreen>
  );
}
