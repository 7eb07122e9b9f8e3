import { useText } from '#client/i18n/use-text.ts';

export default function SignInScreen() {
  return <h1>{useText().session.title}</h1>;
}
