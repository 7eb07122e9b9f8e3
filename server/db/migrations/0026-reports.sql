-- Periodic reports: drafted, sent with their figures, approved by somebody else, then frozen.

create table report (
  id integer generated always as identity,
  -- Null: of the whole city.
  commune_id integer,
  kind text not null,
  year integer not null,
  number integer not null,
  first_on date not null,
  last_on date not null,
  version integer not null,
  state text not null,
  as_of date,
  content jsonb,
  content_hash text,
  remark text,
  reason text,
  return_reason text,
  drafted_by text not null,
  drafted_at timestamptz not null,
  sent_by text,
  sent_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  constraint report_pkey primary key (id),
  constraint report_one_per_version
    unique nulls not distinct (commune_id, kind, year, number, version),
  constraint report_commune_fkey foreign key (commune_id) references commune (id),
  constraint report_drafted_by_fkey foreign key (drafted_by) references app_user (id),
  constraint report_sent_by_fkey foreign key (sent_by) references app_user (id),
  constraint report_decided_by_fkey foreign key (decided_by) references app_user (id),
  constraint report_kind_known check (kind in ('month', 'quarter', 'half_year', 'year')),
  constraint report_state_known check (state in ('draft', 'sent', 'returned', 'approved')),
  constraint report_days_ordered check (last_on >= first_on),
  constraint report_version_positive check (version >= 1),
  constraint report_restatement_has_reason check ((version > 1) = (reason is not null)),
  constraint report_sent_complete check (
    (state in ('sent', 'approved'))
    = (content is not null and content_hash is not null and sent_by is not null
      and sent_at is not null and as_of is not null)
  ),
  constraint report_decided_complete check (
    (state in ('approved', 'returned')) = (decided_by is not null and decided_at is not null)
  ),
  constraint report_returned_says_why check ((state = 'returned') = (return_reason is not null)),
  constraint report_approver_is_another check (
    state <> 'approved' or (decided_by <> drafted_by and decided_by <> sent_by)
  ),
  -- A period is reported once it is over.
  constraint report_period_is_over check (last_on < city_date(sent_at)),
  constraint report_remark_length check (char_length(remark) between 1 and 4000)
);
-- One at a time is on its way; the next version begins when it is approved.
create unique index report_one_on_its_way on report (commune_id, kind, year, number)
  nulls not distinct where state <> 'approved';
create index report_latest_index on report (first_on desc, id desc);

create function refuse_change_of_report() returns trigger
  language plpgsql as $$
begin
  if old.state = 'approved' or tg_op = 'DELETE'
    or (old.state = 'sent' and new.state in ('sent', 'approved')
      and (new.content, new.content_hash, new.as_of, new.remark, new.drafted_by, new.sent_by)
        is distinct from
        (old.content, old.content_hash, old.as_of, old.remark, old.drafted_by, old.sent_by))
    or (new.commune_id, new.kind, new.year, new.number, new.version)
      is distinct from (old.commune_id, old.kind, old.year, old.number, old.version)
  then
    raise exception 'a report is frozen once it is approved, and its figures once it is sent'
      using errcode = 'restrict_violation', constraint = 'report_is_frozen';
  end if;
  return new;
end
$$;
create trigger report_is_frozen before update or delete on report
  for each row execute function refuse_change_of_report();
create trigger report_is_not_truncated before truncate on report
  for each statement execute function refuse_change();

grant select, insert, update on report to diaban_app;
alter table report enable row level security;

-- What a commune has not approved stays within it; what the city has not, with the coordinator.
create policy report_read on report for select to diaban_app
  using (
    case
      when commune_id is null
        then actor_role() = 'coordinator' or (actor_reach() = 'city' and state = 'approved')
      else (actor_reach() = 'city' and state = 'approved')
        or (actor_reach() = 'communes' and commune_id = any (actor_commune_ids()))
    end
  );
create policy report_drafted on report for insert to diaban_app
  with check (
    drafted_by = actor_account_id() and state = 'draft'
    and (
      (commune_id is null and actor_role() = 'coordinator')
      or (actor_role() in ('leader', 'officer') and commune_id = any (actor_commune_ids()))
    )
  );
create policy report_carried_on on report for update to diaban_app
  using (
    (commune_id is null and actor_role() = 'coordinator')
    or (actor_role() in ('leader', 'officer') and commune_id = any (actor_commune_ids()))
  )
  with check (
    (sent_by is null or state <> 'sent' or sent_by = actor_account_id())
    and (
      state <> 'approved'
      or (decided_by = actor_account_id() and actor_role() in ('leader', 'coordinator'))
    )
  );
