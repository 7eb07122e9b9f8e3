-- What one person asks for and another one confirms. The row is the paper trail of both: what was asked, by whom, with
-- which paper, and who decided. A confirmation writes it in the same transaction as the act.

create table proposal (
  id integer generated always as identity,
  kind text not null,
  -- Names what it is about: the same thing waits once.
  subject text not null,
  point_id integer,
  account_id text,
  -- The act as it was asked for, with its subject.
  asked jsonb not null,
  asked_by text not null,
  asked_role text not null,
  asked_at timestamptz not null,
  paper_id uuid,
  -- Roles of which one person decides.
  decider_roles text[] not null,
  -- Accounts whose decision it would undo, or whom it is about: they are told.
  told text[] not null default '{}',
  -- When the clock carries it out without a second person; null: never.
  due_at timestamptz,
  expires_at timestamptz not null,
  state text not null default 'waiting',
  decided_by text,
  decided_at timestamptz,
  reason text,
  constraint proposal_pkey primary key (id),
  constraint proposal_point_fkey foreign key (point_id) references point (id),
  constraint proposal_account_fkey foreign key (account_id) references app_user (id),
  constraint proposal_asked_by_fkey foreign key (asked_by) references app_user (id),
  constraint proposal_decided_by_fkey foreign key (decided_by) references app_user (id),
  constraint proposal_paper_fkey foreign key (paper_id) references attachment (id),
  constraint proposal_has_deciders check (cardinality(decider_roles) > 0),
  constraint proposal_state_known check (
    state in ('waiting', 'confirmed', 'refused', 'withdrawn', 'expired')
  ),
  constraint proposal_decider_is_not_asker check (
    decided_by is null or (decided_by = asked_by) = (state = 'withdrawn')
  ),
  constraint proposal_decided_completely check ((state = 'waiting') = (decided_at is null)),
  -- Without a person only the clock ends it: carried out at its time, or run out.
  constraint proposal_decided_by_somebody check (
    case state
      when 'waiting' then decided_by is null
      when 'expired' then decided_by is null
      when 'confirmed' then decided_by is not null or decided_at >= due_at
      else decided_by is not null
    end
  ),
  constraint proposal_refused_with_grounds check (state <> 'refused' or reason is not null)
);
create unique index proposal_waits_once on proposal (subject) where state = 'waiting';
create index proposal_asked_index on proposal (asked_at desc, id desc);
create index proposal_point_index on proposal (point_id) where point_id is not null;
create index proposal_account_index on proposal (account_id) where account_id is not null;
create index proposal_paper_index on proposal (paper_id) where paper_id is not null;

create function refuse_second_decision() returns trigger
  language plpgsql as $$
begin
  if old.state <> 'waiting' then
    raise exception 'a proposal is decided once'
      using errcode = 'restrict_violation', constraint = 'proposal_is_decided_once';
  end if;
  return new;
end
$$;
create trigger proposal_is_decided_once before update on proposal
  for each row execute function refuse_second_decision();
create trigger proposal_is_kept before delete on proposal
  for each row execute function refuse_change();
create trigger proposal_is_not_truncated before truncate on proposal
  for each statement execute function refuse_change();

grant select, insert on proposal to diaban_app;
grant update (state, decided_by, decided_at, reason) on proposal to diaban_app;
alter table proposal enable row level security;
create policy proposal_of_those_it_concerns on proposal for select to diaban_app
  using (
    asked_by = actor_account_id() or actor_role() = any (decider_roles)
    or actor_account_id() = any (told)
    or (account_id is not null and actor_role() = 'auditor')
  );
create policy proposal_in_the_own_name on proposal for insert to diaban_app
  with check (asked_by = actor_account_id() and asked_role = actor_role() and state = 'waiting');
create policy proposal_decided_in_the_own_name on proposal for update to diaban_app
  using (asked_by = actor_account_id() or actor_role() = any (decider_roles))
  with check (decided_by = actor_account_id());

-- Role and communes of an account on a day, while nobody has disabled it; no row where it may not act.
create function acting_role(given_account text, given_at timestamptz)
  returns table (role text, commune_ids integer[], name text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select
    min(role_assignment.role),
    coalesce(
      array_agg(role_assignment.commune_id) filter (where role_assignment.commune_id is not null),
      '{}'
    ),
    app_user.name
  from app_user
  join role_assignment on role_assignment.account_id = app_user.id
  where app_user.id = given_account and app_user.disabled_at is null
    and role_assignment.valid_from <= city_date(given_at)
    and (role_assignment.valid_to is null or role_assignment.valid_to > city_date(given_at))
  group by app_user.id
$$;
revoke all on function acting_role(text, timestamptz) from public;
grant execute on function acting_role(text, timestamptz) to diaban_app;

-- True where one of two accounts got a role that still counts from the other since an instant.
create function role_between(one text, other text, since timestamptz, given_at timestamptz)
  returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from role_assignment
    where granted_at >= since and valid_from <= city_date(given_at)
      and (valid_to is null or valid_to > city_date(given_at))
      and (account_id, granted_by) in ((one, other), (other, one))
  )
$$;
revoke all on function role_between(text, text, timestamptz, timestamptz) from public;
grant execute on function role_between(text, text, timestamptz, timestamptz) to diaban_app;

-- How many people may decide on a proposal now.
create function count_deciders(given_proposal integer, since timestamptz, given_at timestamptz)
  returns integer
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer
  from proposal
  cross join lateral unnest(people_with_role(proposal.decider_roles, null, given_at)) as account (id)
  join app_user on app_user.id = account.id
  where proposal.id = given_proposal and app_user.disabled_at is null
    and account.id <> proposal.asked_by
    and account.id is distinct from proposal.account_id
    and not role_between(account.id, proposal.asked_by, since, given_at)
$$;
revoke all on function count_deciders(integer, timestamptz, timestamptz) from public;
grant execute on function count_deciders(integer, timestamptz, timestamptz) to diaban_app;

-- Those who may decide learn of it, and those whose decision it would undo.
create function tell_of_proposal() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- What is about an account is never decided in a corner: the auditor sees it too.
  watching text[] := case
    when new.account_id is null then '{}'::text[]
    else people_with_role(array['auditor'], null, coalesce(new.decided_at, new.asked_at))
  end;
begin
  if tg_op = 'INSERT' then
    perform tell_people(
      array_remove(
        array_remove(people_with_role(new.decider_roles, null, new.asked_at), new.asked_by),
        new.account_id
      ),
      'proposal_waits', 'proposal:' || new.id, null, new.id, null, new.asked_at
    );
    perform tell_people(
      array_remove(new.told || watching, new.asked_by), 'proposal_on_own',
      'proposal:' || new.id, null, new.id, null, new.asked_at
    );
  else
    perform tell_people(
      array(
        select distinct account
        from unnest(
          array[new.asked_by] || new.told || watching || case
            when new.account_id is null then '{}'::text[]
            else people_with_role(new.decider_roles, null, new.decided_at)
          end
        ) as account
        where account is distinct from new.decided_by
      ),
      'proposal_decided', 'proposal:' || new.id, null, new.id, null, new.decided_at
    );
  end if;
  return null;
end
$$;
revoke all on function tell_of_proposal() from public;
create trigger proposal_is_told_to_people after insert or update on proposal
  for each row execute function tell_of_proposal();

-- Kinds are added to whatever the lists hold by now.
do $lists$
declare
  listed text;
begin
  select pg_get_constraintdef(oid) into strict listed from pg_constraint
  where conname = 'notice_kind_known';
  execute 'alter table notice drop constraint notice_kind_known';
  execute 'alter table notice add constraint notice_kind_known '
    || replace(
      listed, $$'digest'::text$$,
      $$'digest'::text, 'proposal_waits'::text, 'proposal_on_own'::text, 'proposal_decided'::text$$
    );
  select pg_get_constraintdef(oid) into strict listed from pg_constraint
  where conname = 'attachment_purpose_known';
  execute 'alter table attachment drop constraint attachment_purpose_known';
  execute 'alter table attachment add constraint attachment_purpose_known '
    || replace(listed, $$'check'::text$$, $$'check'::text, 'paper'::text$$);
end
$lists$;

-- A paper of a proposal belongs to no place; until a proposal names it, it may be removed again.
alter table attachment drop constraint attachment_of_one_thing;
alter table attachment add constraint attachment_of_one_thing check (
  num_nonnulls(point_id, tip_id, route_id) = case purpose when 'paper' then 0 else 1 end
  and (tip_id is not null) = (purpose = 'tip')
  and (route_id is null or purpose = 'check')
  and (purpose <> 'paper' or document_number is not null)
);
create or replace function refuse_loss_of_linked_attachment() returns trigger
  language plpgsql as $$
begin
  if old.purpose not in ('check', 'paper')
    or exists (select from check_photo where check_photo.attachment_id = old.id)
    or exists (select from stop_photo where stop_photo.attachment_id = old.id)
    or exists (select from proposal where proposal.paper_id = old.id) then
    raise exception 'a photo or paper of the record is withdrawn, never removed'
      using errcode = 'restrict_violation', constraint = 'append_only';
  end if;
  return old;
end
$$;
