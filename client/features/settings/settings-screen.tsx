import { useText } from '#client/i18n/use-text.ts';

export default function SettingsScreen() {
  return <h1>{useText().settings.title}</h1>;
}
