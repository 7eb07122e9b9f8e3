-- Papers are made harmless before they are kept. The row says what was taken out; null where nothing was looked for:
-- photos, and papers from before. Those stay as they came, and are cleaned each time they are given out.
alter table attachment
  add column removed_parts text[],
  add column kept_signed boolean not null default false,
  add constraint attachment_removed_parts_known check (
    removed_parts <@ array['author', 'commands', 'files', 'form_program', 'history', 'links', 'media']
  ),
  add constraint attachment_only_papers_are_cleaned check (
    media_type = 'application/pdf' or (removed_parts is null and not kept_signed)
  );
