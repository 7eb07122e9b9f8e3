import classes from './source-cell.module.css';

/** Cell with the source of something imported, its file and its licence. */
export function SourceCell({
  of: { source, fileName, licence },
}: {
  of: { source: string; fileName: string | null; licence: string | null };
}) {
  return (
    <td className={classes.source}>
      {source}
      <span className={classes.small}>
        {[fileName, licence].filter((part) => part !== null).join(' · ')}
      </span>
    </td>
  );
}
