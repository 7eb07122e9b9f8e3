import { useText } from '#client/i18n/use-text.ts';

export default function PrintView() {
  return <h1>{useText().map.title}</h1>;
}
