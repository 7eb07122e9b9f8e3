import { ImportScreen } from '#client/table-imports/import-screen.tsx';

import { WaitingImports } from './waiting-imports.tsx';

/** A list of points into the register, and the lists whose claims wait for a second person. */
export default function PointImportScreen() {
  return <ImportScreen target="points" before={<WaitingImports />} />;
}
