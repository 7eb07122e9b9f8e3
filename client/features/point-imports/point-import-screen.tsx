import { ImportScreen } from '#client/table-imports/import-screen.tsx';

import { ImportHistory } from './import-history.tsx';
import { WaitingImports } from './waiting-imports.tsx';

/** A list of points into the register, the lists whose claims wait for a second person, and all imports there were. */
export default function PointImportScreen() {
  return <ImportScreen target="points" before={<WaitingImports />} history={<ImportHistory />} />;
}
