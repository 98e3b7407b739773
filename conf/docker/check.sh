#!/bin/sh
# Runs before all else in docker-compose.yml: says in one sentence what this host lacks.
set -eu

memory=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
if [ "$memory" -lt "$MEMORY_NEEDED_MB" ]; then
  echo "Docker has $memory MB of memory here, and the whole stack needs $MEMORY_NEEDED_MB: give it more, or set MEMORY_NEEDED_MB in .env if you know better."
  exit 1
fi

# Elasticsearch's manual, "Virtual memory".
areas=$(cat /proc/sys/vm/max_map_count)
if [ "$ELASTICSEARCH_MMAP" = true ] && [ "$areas" -lt 262144 ]; then
  echo "vm.max_map_count is $areas here, and Elasticsearch needs 262144: run sudo sysctl -w vm.max_map_count=262144, or set ELASTICSEARCH_MMAP=false in .env, which is somewhat slower."
  exit 1
fi

echo "This host has what the stack needs."
