-- What everything else stands on: PostGIS, the role that requests run under, who is asking, and folded text.

create extension if not exists postgis;

do $$
begin
  if not exists (select from pg_roles where rolname = 'diaban_app') then
    create role diaban_app nologin;
  end if;
exception when duplicate_object or unique_violation then
  -- Two databases of one cluster may be migrated at once.
  null;
end
$$;

-- An owner that is neither superuser nor maker of the role cannot grant it, and needs no grant once a member.
do $$
begin
  if not pg_has_role(current_user, 'diaban_app', 'member') then
    execute format('grant diaban_app to %I', current_user);
  end if;
end
$$;

grant usage on schema public to diaban_app;

-- Who is asking stands in transaction-local settings (`set local`); absent means nobody.
create function actor_account_id() returns text
  language sql stable parallel safe
  return nullif(current_setting('diaban.account_id', true), '');

create function actor_role() returns text
  language sql stable parallel safe
  return coalesce(nullif(current_setting('diaban.role', true), ''), 'nobody');

create function actor_reach() returns text
  language sql stable parallel safe
  return coalesce(nullif(current_setting('diaban.reach', true), ''), 'none');

create function actor_commune_ids() returns integer[]
  language sql stable parallel safe
  return coalesce(
    string_to_array(nullif(current_setting('diaban.commune_ids', true), ''), ',')::integer[],
    '{}'::integer[]
  );

-- The twin of foldText in server/contract/text.ts. Marks go first, so that only ASCII is left to lower:
-- the embedded database lowers nothing else.
create function fold_text(given text) returns text
  language sql immutable strict parallel safe
  return btrim(
    regexp_replace(
      lower(
        translate(
          regexp_replace(normalize(given, nfd), '[' || chr(768) || '-' || chr(879) || ']', '', 'g'),
          'Đđ',
          'dd'
        )
      ),
      '\s+', ' ', 'g'
    )
  );

-- The clock of the city's books.
create function city_date(at timestamptz) returns date
  language sql stable parallel safe
  return (at at time zone 'Asia/Ho_Chi_Minh')::date;

create function refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name
    using errcode = 'restrict_violation', constraint = 'append_only';
end
$$;
