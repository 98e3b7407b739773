#!/bin/sh
# Puts a key into etcd unless it is there: what a user has changed, or emptied, stays.
#   entry.sh KEY VALUE
# By etcd's JSON gateway (its documentation, "gRPC gateway"), since only a transaction can do it.
set -eu

encoded() { printf %s "$1" | base64 -w 0; }

curl -fsS --retry 10 --retry-connrefused --retry-delay 1 -o /dev/null "$ETCD_ENDPOINT/v3/kv/txn" -d '{
  "compare": [{"key": "'"$(encoded "$1")"'", "target": "CREATE", "result": "EQUAL", "createRevision": "0"}],
  "success": [{"requestPut": {"key": "'"$(encoded "$1")"'", "value": "'"$(encoded "$2")"'"}}]
}'
