import { ImportHistory } from '#client/table-imports/history/import-history.tsx';
import { ImportScreen } from '#client/table-imports/import-screen.tsx';

import { TaughtWords } from './taught-words.tsx';
import { WaitingImports } from './waiting-imports.tsx';

/** A list of points into the register, lists whose claims wait for a second person, all imports, and taught words. */
export default function PointImportScreen() {
  return (
    <ImportScreen
      target="points"
      before={<WaitingImports />}
      history={
        <>
          <ImportHistory of="points" />
          <TaughtWords />
        </>
      }
    />
  );
}
