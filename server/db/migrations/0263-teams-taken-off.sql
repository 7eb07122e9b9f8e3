-- A team can be taken off a route, and another one can come to a published route: it hears of it with the next publication.
alter table route_shift add column removed boolean not null default false;

create or replace function actor_shift_ids() returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 20
  begin atomic
    select route_shift.id
    from team_member
    join route_shift on route_shift.team_id = team_member.team_id
    join route on route.id = route_shift.route_id
    where team_member.account_id = actor_account_id()
      and route.state in ('published', 'withdrawn', 'done')
      and exists (
        select from published_shift
        where published_shift.route_id = route_shift.route_id
          and published_shift.shift_id = route_shift.id
      );
  end;
