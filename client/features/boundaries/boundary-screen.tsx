import { useText } from '#client/i18n/use-text.ts';

export default function BoundaryScreen() {
  return <h1>{useText().boundaries.title}</h1>;
}
