import { useFirstText } from '#client/i18n/use-text.ts';
import { ROLES, type Role } from '#server/contract/permission.ts';

import classes from './sign-in.module.css';

/** Published on purpose: these accounts exist only in the demonstration, on loopback. */
export const DEMO_PASSWORD = 'diaban-demo';

/** One account a role; choosing one fills the form. */
export function DemoAccounts({
  chosen,
  onChoose,
}: {
  chosen: Role | null;
  onChoose: (role: Role) => void;
}) {
  const text = useFirstText();
  return (
    <section className={classes.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{text.session.demoTitle}</h2>
      <p className={classes.small}>{text.session.demoLead}</p>
      <ul>
        {ROLES.map((role) => (
          <li key={role}>
            <button type="button" aria-pressed={chosen === role} onClick={() => onChoose(role)}>
              <span className={classes.demoRole}>{text.register.role[role]}</span>
              <code>{role}</code>
              <span className={classes.demoTask}>{text.session.demoRole[role]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
