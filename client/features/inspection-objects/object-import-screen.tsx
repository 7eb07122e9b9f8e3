import { ImportScreen } from '#client/table-imports/import-screen.tsx';

/** Import screen for businesses, with the same steps as for points. */
export default function ObjectImportScreen() {
  return <ImportScreen target="businesses" />;
}
