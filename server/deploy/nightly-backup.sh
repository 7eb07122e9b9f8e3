#!/usr/bin/env bash
# Takes a backup into FOLDER, notes its hash beside it, and keeps the last 7 days, 5 Mondays and 12 firsts of a month.
# nightly-backup.sh FOLDER [DATE as 2026-11-27]
set -euo pipefail
folder=$1
today=${2:-$(TZ=Asia/Ho_Chi_Minh date +%F)}
file="$folder/diaban-$today.backup"

node server/run.js cli/main backup "$file" | tee "$file.txt"

kept() {
  local pattern=$1 most=$2 count=0 day
  while read -r day; do
    [ "$count" -lt "$most" ] || break
    if [ "$(date --date="$day" "+$pattern")" = "$3" ]; then
      count=$((count + 1))
      echo "$day"
    fi
  done
}
days=$(find "$folder" -name 'diaban-????-??-??.backup' -printf '%f\n' | sed 's/^diaban-//; s/\.backup$//' | sort -r)
keep=$({ head -n 7 <<<"$days"; kept %u 5 1 <<<"$days"; kept %d 12 01 <<<"$days"; } | sort -u)
for day in $days; do
  grep -qxF "$day" <<<"$keep" || rm -- "$folder/diaban-$day.backup" "$folder/diaban-$day.backup.txt"
done
