# The words of ./tributary on containers; sourced by it. They run wherever Docker does, without Java.

docker_note=$box/docker

. "$root/conf/docker/ports.sh"

# Whether a word is meant for the containers: --docker says so, and so does an "up --docker" before,
# unless the box of processes is up too.
on_docker() {
  [ -e "$docker_note" ] && [ ! -e "$box/box.state" ] && wanted=yes || wanted=
  for argument in "$@"; do
    case $argument in
      --docker) wanted=yes ;;
      --config | --config=*) wanted= ;;
    esac
  done
  [ -n "$wanted" ]
}

find_compose() {
  command -v docker >/dev/null ||
    fail "No docker was found: install Docker Engine with its Compose plugin, or leave --docker out, which needs a JDK and Maven instead."
  if compose_version=$(docker compose version --short 2>/dev/null) && [ -n "$compose_version" ]; then
    compose_command="docker compose"
  elif compose_version=$(docker-compose version --short 2>/dev/null) && [ -n "$compose_version" ]; then
    compose_command=docker-compose
  else
    fail "No Docker Compose was found: install Docker's Compose plugin, or docker-compose 1.29."
  fi
  case ${compose_version#v} in
    0.* | 1.[0-9] | 1.[0-9].* | 1.1[0-9]* | 1.2[0-8]*)
      fail "Docker Compose $compose_version is too old: install Docker's Compose plugin, or docker-compose 1.29."
      ;;
  esac
  docker info >/dev/null 2>&1 ||
    fail "Docker does not answer: start it, and see that you may use it (most systems want you in the group docker)."
}

# Compose reads docker-compose.yml and .env where it is started.
compose() { (cd "$root" && COMPOSE_PROFILES=$profiles $compose_command "$@"); }

docker_up() {
  profiles=demo,cli
  for argument in "$@"; do
    case $argument in
      --docker) ;;
      --no-demo) profiles=cli ;;
      --help | -h)
        help
        return
        ;;
      *) fail "up --docker takes --no-demo, and no $argument: ports and passwords are set in .env, see .env.example." ;;
    esac
  done
  mkdir -p "$box"
  check_host
  check_ports
  echo "Building ... (the first time takes some minutes, since it downloads what it needs)"
  compose build >"$box/docker-build.log" 2>&1 || {
    tail -n 20 "$box/docker-build.log" >&2
    fail "The images could not be built: the lines above tell why, and $box/docker-build.log has all."
  }
  [ $profiles = cli ] && profiles= || profiles=demo
  echo "Starting etcd, Kafka, Elasticsearch, Kibana, the agent and the transfer ..."
  compose up -d >"$box/docker-up.log" 2>&1 || explain_up
  touch "$docker_note"
  [ -z "$profiles" ] || await_lines
  docker_welcome
}

# Asks the service that looks at it before anything is built, since the first build takes minutes.
check_host() {
  lack=$(compose run --rm -T check 2>"$box/docker-check.log" </dev/null) && return
  [ -z "$lack" ] || fail "$lack"
  tail -n 20 "$box/docker-check.log" >&2
  fail "Docker can't run a first container: the lines above tell why."
}

# One sentence, where the reason is a common one.
explain_up() {
  port=$(refused_port "$box/docker-up.log")
  [ -z "$port" ] || fail "Port $port is in use: stop what listens on it, or set another in .env, see .env.example."
  tail -n 20 "$box/docker-up.log" >&2
  fail "The containers could not be started: the lines above tell why."
}

# Lines of the demo, as Elasticsearch counts them.
demo_lines() {
  compose exec -T elasticsearch sh -c \
    'curl -s -u "elastic:$ELASTIC_PASSWORD" "http://localhost:9200/demo_access*/_count?ignore_unavailable=true"' 2>/dev/null |
    sed -n 's/.*"count" *: *\([0-9][0-9]*\).*/\1/p'
}

await_lines() {
  tries=0
  until lines=$(demo_lines) && [ "${lines:-0}" -gt 0 ]; do
    tries=$((tries + 1))
    [ $tries -lt 90 ] || fail "No line could be found within three minutes: ./tributary logs agent --docker and ./tributary logs transfer --docker may tell why."
    sleep 2
  done
  echo "Lines found in index demo_access so far: $lines"
}

# A published port as HOST:PORT.
published() { compose port "$1" "$2" 2>/dev/null | sed 's/^127\.0\.0\.1:/localhost:/; s/^0\.0\.0\.0:/localhost:/'; }

docker_welcome() {
  cat <<END

Tributary is up in containers.

  Kibana         http://$(published kibana 5601)   (Dashboards, then Tributary)
  Elasticsearch  http://$(published elasticsearch 9200)
  agent          http://$(published agent 7071)/status

What to try next:
  echo "hello Tributary" >> logs/app.log
  ./tributary search hello --follow
  ./tributary status
  ./tributary down --docker        ends all, keeps the data
END
}

docker_down() {
  profiles=demo,cli
  volumes=
  for argument in "$@"; do
    case $argument in
      --docker) ;;
      --delete-data) volumes=--volumes ;;
      --help | -h)
        help
        return
        ;;
      *) fail "down --docker takes --delete-data, and no $argument." ;;
    esac
  done
  compose down --remove-orphans $volumes
  rm -f "$docker_note"
  if [ -n "$volumes" ]; then
    echo "All data have been deleted."
  else
    echo "The data stay in Docker's volumes for the next up."
  fi
}

docker_console() {
  # Without a terminal none may be asked for.
  terminal=-T
  [ ! -t 0 ] || [ ! -t 1 ] || terminal=
  compose run --rm $terminal cli "$@"
}

# The word, and its arguments without --docker.
docker_word() {
  find_compose
  profiles=demo,cli
  docker_named=$1
  shift
  case $docker_named in
    up)
      docker_up "$@"
      return
      ;;
    down)
      docker_down "$@"
      return
      ;;
  esac
  count=$#
  while [ $count -gt 0 ]; do
    [ "$1" = --docker ] || set -- "$@" "$1"
    shift
    count=$((count - 1))
  done
  case $docker_named in
    logs) compose logs "$@" ;;
    status)
      case " $* " in *" --help "* | *" -h "* | *" --json "*) ;; *)
        compose ps
        echo
        ;;
      esac
      docker_console status "$@"
      ;;
    *) docker_console "$docker_named" "$@" ;;
  esac
}
