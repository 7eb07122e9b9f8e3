-- Yearly plans as they were printed, what they ask for, of whom, and what has become of it.

create table plan (
  id integer generated always as identity,
  -- Null while it is drafted: the paper gives the number, the day and the office that signed.
  number text,
  signed_on date,
  signer_title text,
  issuer text not null,
  title text not null,
  level text not null,
  year integer not null,
  first_on date not null,
  last_on date not null,
  state text not null,
  parent_id integer,
  copied_from integer,
  source text not null,
  reference_key text,
  written_by text,
  written_at timestamptz not null,
  constraint plan_pkey primary key (id),
  constraint plan_number_unique unique (number, year),
  constraint plan_reference_key_unique unique (reference_key),
  constraint plan_parent_fkey foreign key (parent_id) references plan (id),
  constraint plan_copied_from_fkey foreign key (copied_from) references plan (id),
  constraint plan_written_by_fkey foreign key (written_by) references app_user (id),
  constraint plan_level_known check (level in ('national', 'city', 'commune')),
  constraint plan_state_known check (state in ('draft', 'issued')),
  constraint plan_issued_names_its_paper check (
    (state = 'draft') = (number is null) and (state = 'draft') = (signed_on is null)
    and (state = 'draft') = (signer_title is null)
  ),
  constraint plan_days_ordered check (last_on > first_on),
  constraint plan_year_plausible check (year between 2000 and 2999),
  constraint plan_parent_is_another check (parent_id <> id)
);

create table plan_indicator (
  id integer generated always as identity,
  plan_id integer not null,
  code text not null,
  position integer not null,
  part_of text,
  family text not null,
  wording text not null,
  unit text not null,
  comparator text not null,
  -- amount: adds up over the year; share: so many of so many; list: what became of named points.
  shape text not null,
  target numeric,
  lead_agency text not null,
  frequency text not null,
  -- What the register counts by itself; null: people enter it.
  measure text,
  note text,
  constraint plan_indicator_pkey primary key (id),
  constraint plan_indicator_code_unique unique (plan_id, code),
  constraint plan_indicator_plan_fkey foreign key (plan_id) references plan (id),
  constraint plan_indicator_part_fkey foreign key (plan_id, part_of)
    references plan_indicator (plan_id, code),
  constraint plan_indicator_code_form check (code ~ '^[a-z][a-z_]{1,39}$'),
  constraint plan_indicator_family_known check (
    family in (
      'communication', 'coverage', 'points', 'inspection', 'tips', 'criminal_cases', 'support',
      'training'
    )
  ),
  constraint plan_indicator_comparator_known check (comparator in ('at_least', 'at_most', 'exactly', 'none')),
  constraint plan_indicator_shape_known check (shape in ('amount', 'share', 'list')),
  constraint plan_indicator_target_fits check (
    (comparator = 'none') = (target is null) and target >= 0 and (shape <> 'share' or target <= 1)
  ),
  constraint plan_indicator_frequency_known check (
    frequency in ('month', 'quarter', 'half_year', 'year')
  ),
  constraint plan_indicator_measure_known check (
    measure in (
      'new_points', 'recurrences', 'eliminations', 'points_kept', 'tips_on_time', 'model_communes'
    )
  )
);

-- "All communes" is a different number in each of these years: what 100 % is of, from a day on.
create table indicator_denominator (
  indicator_id integer not null,
  valid_from date not null,
  amount integer not null,
  unit text not null,
  source text not null,
  constraint indicator_denominator_pkey primary key (indicator_id, valid_from),
  constraint indicator_denominator_indicator_fkey foreign key (indicator_id)
    references plan_indicator (id),
  constraint indicator_denominator_not_negative check (amount >= 0)
);

-- Named places that an indicator is about; the name as the paper has it, the place when it is known.
create table indicator_point (
  id integer generated always as identity,
  indicator_id integer not null,
  point_id integer not null,
  aim text not null,
  constraint indicator_point_pkey primary key (id),
  constraint indicator_point_once unique (indicator_id, point_id),
  constraint indicator_point_indicator_fkey foreign key (indicator_id) references plan_indicator (id),
  constraint indicator_point_point_fkey foreign key (point_id) references point (id),
  constraint indicator_point_aim_known check (aim in ('eliminate', 'keep'))
);

create table plan_amendment (
  id integer generated always as identity,
  plan_id integer not null,
  number text not null,
  signed_on date not null,
  signer_title text not null,
  written_by text not null,
  written_at timestamptz not null,
  constraint plan_amendment_pkey primary key (id),
  constraint plan_amendment_number_unique unique (plan_id, number),
  constraint plan_amendment_plan_fkey foreign key (plan_id) references plan (id),
  constraint plan_amendment_written_by_fkey foreign key (written_by) references app_user (id)
);

create table target_amendment (
  amendment_id integer not null,
  indicator_id integer not null,
  target numeric not null,
  reason text not null,
  constraint target_amendment_pkey primary key (amendment_id, indicator_id),
  constraint target_amendment_amendment_fkey foreign key (amendment_id) references plan_amendment (id),
  constraint target_amendment_indicator_fkey foreign key (indicator_id) references plan_indicator (id),
  constraint target_amendment_not_negative check (target >= 0)
);

-- Each allotment replaces the one before as a whole; what it leaves open or gives twice has its reason.
create table allotment (
  id integer generated always as identity,
  indicator_id integer not null,
  version integer not null,
  target numeric not null,
  total numeric not null,
  reason text,
  document_number text,
  written_by text not null,
  written_at timestamptz not null,
  constraint allotment_pkey primary key (id),
  constraint allotment_one_per_version unique (indicator_id, version),
  constraint allotment_indicator_fkey foreign key (indicator_id) references plan_indicator (id),
  constraint allotment_written_by_fkey foreign key (written_by) references app_user (id),
  constraint allotment_adds_up_or_says_why check (total = target or reason is not null)
);
create table allotment_share (
  allotment_id integer not null,
  commune_id integer not null,
  amount numeric not null,
  constraint allotment_share_pkey primary key (allotment_id, commune_id),
  constraint allotment_share_allotment_fkey foreign key (allotment_id) references allotment (id),
  constraint allotment_share_commune_fkey foreign key (commune_id) references commune (id),
  constraint allotment_share_not_negative check (amount >= 0)
);

create function allotment_shares_make_the_total() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- A share's allotment, or the allotment itself.
  given_id integer := coalesce(to_jsonb(new) ->> 'allotment_id', to_jsonb(new) ->> 'id')::integer;
begin
  if (select total from allotment where id = given_id)
    <> (select coalesce(sum(amount), 0) from allotment_share where allotment_id = given_id) then
    raise exception 'the shares of allotment % do not make its total', given_id
      using errcode = 'check_violation', constraint = 'allotment_shares_make_the_total';
  end if;
  return null;
end
$$;
create constraint trigger allotment_total_is_true after insert on allotment
  deferrable initially deferred for each row execute function allotment_shares_make_the_total();
create constraint trigger allotment_share_is_counted after insert on allotment_share
  deferrable initially deferred for each row execute function allotment_shares_make_the_total();

create table indicator_result (
  id integer generated always as identity,
  indicator_id integer not null,
  -- Null: of the whole city, which then stands for all of its communes in that period.
  commune_id integer,
  first_on date not null,
  last_on date not null,
  version integer not null,
  amount numeric not null,
  out_of numeric,
  document_number text not null,
  reason text,
  written_by text not null,
  written_at timestamptz not null,
  constraint indicator_result_pkey primary key (id),
  constraint indicator_result_one_per_version
    unique nulls not distinct (indicator_id, commune_id, first_on, version),
  constraint indicator_result_indicator_fkey foreign key (indicator_id) references plan_indicator (id),
  constraint indicator_result_commune_fkey foreign key (commune_id) references commune (id),
  constraint indicator_result_written_by_fkey foreign key (written_by) references app_user (id),
  constraint indicator_result_days_ordered check (last_on >= first_on),
  constraint indicator_result_not_of_the_future check (last_on <= city_date(written_at)),
  constraint indicator_result_not_negative check (amount >= 0 and out_of >= 0),
  constraint indicator_result_within_its_whole check (amount <= out_of),
  constraint indicator_result_correction_has_reason check ((version > 1) = (reason is not null))
);

-- Which of the seven contents of the commune-level prevention model run where: dates, papers, counts.
-- Contents three and four make lists of persons on paper; here there is no room for one.
create table prevention_content (
  id integer generated always as identity,
  commune_id integer not null,
  content integer not null,
  runs boolean not null,
  effective_on date not null,
  document_number text not null,
  businesses integer,
  written_by text not null,
  written_at timestamptz not null,
  constraint prevention_content_pkey primary key (id),
  constraint prevention_content_commune_fkey foreign key (commune_id) references commune (id),
  constraint prevention_content_written_by_fkey foreign key (written_by) references app_user (id),
  constraint prevention_content_known check (content between 1 and 7),
  constraint prevention_content_not_in_future check (effective_on <= city_date(written_at)),
  constraint prevention_content_counts_businesses check (
    businesses >= 0 and (businesses is null or content in (3, 4))
  )
);
create index prevention_content_index on prevention_content (commune_id, content, effective_on desc, id desc);

create function plan_is_draft(given_plan_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return (select plan.state = 'draft' from plan where plan.id = given_plan_id);

-- What has been signed is not rewritten: an amendment has a paper of its own.
create function refuse_change_of_issued_plan() returns trigger
  language plpgsql as $$
begin
  -- An indicator's plan, or the plan itself.
  if not plan_is_draft(coalesce(to_jsonb(old) ->> 'plan_id', to_jsonb(old) ->> 'id')::integer) then
    raise exception 'an issued plan is not rewritten'
      using errcode = 'restrict_violation', constraint = 'plan_issued_is_frozen';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger plan_issued_is_frozen before update or delete on plan
  for each row execute function refuse_change_of_issued_plan();
create trigger plan_indicator_issued_is_frozen before update or delete on plan_indicator
  for each row execute function refuse_change_of_issued_plan();
create trigger target_amendment_is_immutable before update or delete on target_amendment
  for each row execute function refuse_change();
create trigger allotment_is_immutable before update or delete on allotment
  for each row execute function refuse_change();
create trigger allotment_share_is_immutable before update or delete on allotment_share
  for each row execute function refuse_change();
create trigger indicator_result_is_immutable before update or delete on indicator_result
  for each row execute function refuse_change();
create trigger prevention_content_is_immutable before update or delete on prevention_content
  for each row execute function refuse_change();

grant select, insert, update on plan, plan_indicator to diaban_app;
grant select, insert on
  indicator_denominator, indicator_point, plan_amendment, target_amendment, allotment,
  allotment_share, indicator_result, prevention_content
  to diaban_app;

alter table plan enable row level security;
alter table plan_indicator enable row level security;
alter table indicator_denominator enable row level security;
alter table indicator_point enable row level security;
alter table plan_amendment enable row level security;
alter table target_amendment enable row level security;
alter table allotment enable row level security;
alter table allotment_share enable row level security;
alter table indicator_result enable row level security;
alter table prevention_content enable row level security;

-- An issued plan is a public paper; a draft is the coordinator's.
create policy plan_read on plan for select to diaban_app
  using (
    actor_role() = 'coordinator' or (state = 'issued' and actor_reach() in ('city', 'communes'))
  );
create policy plan_written on plan for insert to diaban_app
  with check (actor_role() = 'coordinator' and written_by = actor_account_id());
create policy plan_changed on plan for update to diaban_app
  using (actor_role() = 'coordinator') with check (actor_role() = 'coordinator');

create function actor_sees_plan(given_plan_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return case
    when actor_role() = 'coordinator' then true
    when actor_reach() in ('city', 'communes') then not plan_is_draft(given_plan_id)
    else false
  end;
create policy indicator_read on plan_indicator for select to diaban_app
  using (actor_sees_plan(plan_id));
create policy indicator_written on plan_indicator for insert to diaban_app
  with check (actor_role() = 'coordinator');
create policy indicator_changed on plan_indicator for update to diaban_app
  using (actor_role() = 'coordinator') with check (actor_role() = 'coordinator');
create policy denominator_read on indicator_denominator for select to diaban_app
  using (actor_reach() in ('city', 'communes'));
create policy denominator_written on indicator_denominator for insert to diaban_app
  with check (actor_role() = 'coordinator');
create policy listed_point_read on indicator_point for select to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id));
create policy listed_point_written on indicator_point for insert to diaban_app
  with check (actor_role() = 'coordinator');
create policy amendment_read on plan_amendment for select to diaban_app
  using (actor_reach() in ('city', 'communes'));
create policy amendment_written on plan_amendment for insert to diaban_app
  with check (actor_role() = 'coordinator' and written_by = actor_account_id());
create policy target_amendment_read on target_amendment for select to diaban_app
  using (actor_reach() in ('city', 'communes'));
create policy target_amendment_written on target_amendment for insert to diaban_app
  with check (actor_role() = 'coordinator');
create policy allotment_read on allotment for select to diaban_app
  using (actor_reach() in ('city', 'communes'));
create policy allotment_written on allotment for insert to diaban_app
  with check (actor_role() = 'coordinator' and written_by = actor_account_id());
create policy share_within_reach on allotment_share for select to diaban_app
  using (
    actor_reach() = 'city'
    or (actor_reach() = 'communes' and commune_id = any (actor_commune_ids()))
  );
create policy share_written on allotment_share for insert to diaban_app
  with check (actor_role() = 'coordinator');
create policy result_within_reach on indicator_result for select to diaban_app
  using (
    actor_reach() = 'city'
    or (actor_reach() = 'communes' and (commune_id is null or commune_id = any (actor_commune_ids())))
  );
create policy result_written on indicator_result for insert to diaban_app
  with check (
    written_by = actor_account_id()
    and (
      actor_role() = 'coordinator'
      or (actor_role() in ('leader', 'officer') and commune_id = any (actor_commune_ids()))
    )
  );
create policy content_within_reach on prevention_content for select to diaban_app
  using (
    actor_reach() = 'city'
    or (actor_reach() = 'communes' and commune_id = any (actor_commune_ids()))
  );
create policy content_written on prevention_content for insert to diaban_app
  with check (
    written_by = actor_account_id()
    and (
      actor_role() = 'coordinator'
      or (actor_role() in ('leader', 'officer') and commune_id = any (actor_commune_ids()))
    )
  );
