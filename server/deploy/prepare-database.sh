#!/bin/sh
# Makes the roles and the empty database when the container of the database starts for the first time.
set -eu
psql --username=postgres --quiet --tuples-only --set=ON_ERROR_STOP=1 \
  --set=owner_password="$(cat /run/secrets/owner_password)" \
  --set=service_password="$(cat /run/secrets/service_password)" --file=/roles.sql
