import { ImportScreen } from '#client/table-imports/import-screen.tsx';

/** A table of businesses into the register of inspections, as a table of points into theirs. */
export default function ObjectImportScreen() {
  return <ImportScreen target="businesses" />;
}
