import { useText } from '#client/i18n/use-text.ts';

export default function PointImportScreen() {
  return <h1>{useText().imports.title}</h1>;
}
