import { useText } from '#client/i18n/use-text.ts';

export default function AuditScreen() {
  return <h1>{useText().audit.title}</h1>;
}
