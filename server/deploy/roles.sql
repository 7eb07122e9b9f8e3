-- Prepares a cluster and an empty database for Địa Bàn; run once by the keeper of the cluster (a superuser):
--   psql --set=ON_ERROR_STOP=1 --set=owner_password=… --set=service_password=… --file=server/deploy/roles.sql
-- diaban          owns the tables and migrates them: DATABASE_OWNER_URL
-- diaban_service  the running product; owns nothing, and may do nothing but take over one of two roles: DATABASE_URL
-- diaban_app      requests of persons: row-level security holds
-- diaban_system   work of the system itself: reads and writes rows in everybody's reach, changes no table and no trigger
-- Two registers of one cluster (production and training) share the last two.

select
  not exists (select from pg_roles where rolname = 'diaban_app') as needs_app,
  not exists (select from pg_roles where rolname = 'diaban_system') as needs_system \gset
\if :needs_app
create role diaban_app nologin;
\endif
\if :needs_system
create role diaban_system nologin bypassrls;
\endif
create role diaban login password :'owner_password';
create role diaban_service login noinherit password :'service_password';
grant diaban_app to diaban;
grant diaban_app, diaban_system to diaban_service;
create database diaban owner diaban;
\connect diaban
create extension if not exists postgis;
