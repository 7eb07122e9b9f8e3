import { useText } from '#client/i18n/use-text.ts';

export default function AccountsScreen() {
  return <h1>{useText().accounts.title}</h1>;
}
