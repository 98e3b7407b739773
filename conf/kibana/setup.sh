#!/bin/bash
# Run by docker-compose.yml at each "up":
#   setup.sh password   gives Kibana's own user its password, where Elasticsearch asks for passwords
#   setup.sh objects    makes data views, Discover sessions and the dashboard, each bundle once
# What has been made is noted in the index tributary-kibana. So nothing that somebody changed or
# deleted in Kibana is touched; to have all of it made anew, delete the objects and that index.
set -euo pipefail
cd "$(dirname "$0")"

# Raise it when a bundle has got something new: only what is not there yet is added then.
version=1
notes=$ELASTICSEARCH_HOST/tributary-kibana
login=(-u "$ELASTICSEARCH_USER:$ELASTICSEARCH_PASSWORD")

call() {
  curl -fsS --retry 20 --retry-delay 3 --retry-connrefused "${login[@]}" -H 'kbn-xsrf: true' "$@"
}

json() { call -H 'Content-Type: application/json' "$@"; }

password() {
  [ "$ELASTICSEARCH_SECURITY" = true ] || return 0
  if [ ${#KIBANA_PASSWORD} -lt 6 ]; then
    echo "KIBANA_PASSWORD is too short: Elasticsearch wants six characters at least, set it in .env."
    exit 1
  fi
  printf '{"password": "%s"}' "$(sed 's/[\\"]/\\&/g' <<<"$KIBANA_PASSWORD")" |
    json -o /dev/null -d @- "$ELASTICSEARCH_HOST/_security/user/kibana_system/_password"
}

status() {
  curl -sS -o /dev/null -w '%{http_code}' "${login[@]}" "$@"
}

begin_notes() {
  [ "$(status --head "$notes")" = 200 ] ||
    json -X PUT -o /dev/null -d '{"settings": {"index.auto_expand_replicas": "0-1"}}' "$notes"
}

# Makes the objects of a bundle (its lines on standard input), unless that has been done before.
bundle() {
  local note=$1-$version answer others
  if [ "$(status "$notes/_doc/$note")" = 200 ]; then
    echo "$1: made before, left as it is"
    return
  fi
  answer=$(call -F "file=@-;filename=$1.ndjson;type=application/ndjson" \
    "$KIBANA_HOST/api/saved_objects/_import?overwrite=false")
  # A conflict says that the object is there, so it is somebody's by now.
  others=$(grep -Eo '"error": *\{[^}]*\}' <<<"$answer" | grep -Ev '"type": *"conflict"' || true)
  if [ -n "$others" ] || ! grep -Eq '"success": *(true|false)' <<<"$answer"; then
    echo "$1: Kibana has refused it: $answer"
    exit 1
  fi
  json -X PUT -o /dev/null -d "{\"made\": \"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"}" "$notes/_doc/$note"
  echo "$1: made"
}

objects() {
  begin_notes
  bundle data-views <data-views.ndjson
  bundle dashboard <dashboard.ndjson
  local topic name
  local -
  set -f
  for topic in $KIBANA_TOPICS; do
    if [[ ! $topic =~ ^[A-Za-z0-9._*-]+$ ]]; then
      echo "KIBANA_TOPICS: $topic is no topic, nor a pattern with *"
      exit 1
    fi
    name=topic-${topic//[*]/any}
    sed "s|@TOPIC@|$topic|g; s|@NAME@|$name|g" topic.ndjson | bundle "$name"
  done
}

"$1"
