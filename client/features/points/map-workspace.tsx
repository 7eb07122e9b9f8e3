import { useText } from '#client/i18n/use-text.ts';

export default function MapWorkspace() {
  return <h1>{useText().map.title}</h1>;
}
