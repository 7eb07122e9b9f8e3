-- Analyses in a periodic report: sealed when they are put in, ordered and removed while it is a draft, frozen with it.

create table report_analysis (
  id integer generated always as identity,
  report_id integer not null,
  -- Order within the report; of two with the same place the earlier one comes first.
  place integer not null,
  -- The question, so that it can be asked again.
  asked jsonb not null,
  -- The answer of the moment: definition, cut-off, n, parameters, table and chart.
  content jsonb not null,
  content_hash text not null,
  put_by text not null,
  put_at timestamptz not null,
  constraint report_analysis_pkey primary key (id),
  constraint report_analysis_once unique (report_id, content_hash),
  constraint report_analysis_report_fkey foreign key (report_id) references report (id),
  constraint report_analysis_put_by_fkey foreign key (put_by) references app_user (id),
  constraint report_analysis_place_positive check (place >= 1),
  constraint report_analysis_hash_hexadecimal check (content_hash ~ '^[0-9a-f]{64}$')
);

create function refuse_change_of_report_analysis() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
      select from report where report.id = old.report_id and report.state in ('sent', 'approved')
    )
    or (tg_op = 'UPDATE'
      and (new.id, new.report_id, new.asked, new.content, new.content_hash, new.put_by, new.put_at)
        is distinct from
        (old.id, old.report_id, old.asked, old.content, old.content_hash, old.put_by, old.put_at))
  then
    raise exception 'an analysis in a report is frozen with it, and its content from the start'
      using errcode = 'restrict_violation', constraint = 'report_analysis_is_frozen';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
revoke all on function refuse_change_of_report_analysis() from public;
create trigger report_analysis_is_frozen before update or delete on report_analysis
  for each row execute function refuse_change_of_report_analysis();
create trigger report_analysis_is_not_truncated before truncate on report_analysis
  for each statement execute function refuse_change();

grant select, insert, delete on report_analysis to diaban_app;
grant update (place) on report_analysis to diaban_app;
alter table report_analysis enable row level security;

-- Who reads the report reads its analyses; who drafts it puts them in, orders and removes them.
create policy report_analysis_read on report_analysis for select to diaban_app
  using (exists (select from report where report.id = report_analysis.report_id));
create policy report_analysis_put on report_analysis for insert to diaban_app
  with check (
    put_by = actor_account_id()
    and exists (
      select from report
      where report.id = report_analysis.report_id and report.state in ('draft', 'returned')
        and (
          (report.commune_id is null and actor_role() = 'coordinator')
          or (actor_role() in ('leader', 'officer') and report.commune_id = any (actor_commune_ids()))
        )
    )
  );
create policy report_analysis_ordered on report_analysis for update to diaban_app
  using (exists (
    select from report
    where report.id = report_analysis.report_id
      and (
        (report.commune_id is null and actor_role() = 'coordinator')
        or (actor_role() in ('leader', 'officer') and report.commune_id = any (actor_commune_ids()))
      )
  ));
create policy report_analysis_removed on report_analysis for delete to diaban_app
  using (exists (
    select from report
    where report.id = report_analysis.report_id
      and (
        (report.commune_id is null and actor_role() = 'coordinator')
        or (actor_role() in ('leader', 'officer') and report.commune_id = any (actor_commune_ids()))
      )
  ));
