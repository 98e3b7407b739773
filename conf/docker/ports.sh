# Ports in use, said before anything is built or started; sourced by words.sh.

# The port that Docker could not have, of what it wrote into a file. Its words differ by its age.
refused_port() {
  sed -nE '/address already in use|port is already allocated/s/.*(listen tcp[46]?|Bind for|bind host port( for)?) (\[[^]]*\]|[0-9.]+):([0-9]+).*/\4/p' "$1" | head -n 1
}

# What is to be published, one a line: SERVICE ADDRESS PORT. Of what compose makes of its files: v1
# writes ADDRESS:PORT:INSIDE/tcp there, v2 a line for each of these.
wanted_ports() {
  printf '%s\n' "$configuration" | awk '
    function tell() {
      if (port != "") print service, (address == "" ? "0.0.0.0" : address), port
      port = address = ""
    }
    { gsub(/["\047]/, "") }
    /^[^ ]/ { tell(); part = $1 }
    /^  [^ ]/ { tell(); service = substr($1, 1, length($1) - 1) }
    /^    [^ -]/ { tell(); list = $1; next }
    part != "services:" || list != "ports:" { next }
    /^ *- / { tell(); sub(/^ *- /, "") }
    $1 == "host_ip:" { address = $2 }
    $1 == "published:" { port = $2 }
    NF == 1 && sub(/:[^:]*$/, "") {
      port = $0
      sub(/.*:/, "", port)
      address = substr($0, 1, length($0) - length(port) - 1)
    }
    END { tell() }'
}

# What this stack's own containers hold by now, one a line: SERVICE PORT.
own_ports() {
  own=$(compose ps -a -q)
  [ -z "$own" ] || docker inspect -f \
    '{{if .State.Running}}{{$service := index .Config.Labels "com.docker.compose.service"}}{{range .HostConfig.PortBindings}}{{range .}}{{println $service .HostPort}}{{end}}{{end}}{{end}}' $own
}

# Whether Docker can have them all, tried with a container that ends at once: Docker knows what its
# others hold, and may be on another machine.
can_publish() {
  docker run --rm --entrypoint true \
    $(echo "$1" | awk '{ print "-p", ($2 ~ /^[^[].*:/ ? "[" $2 "]" : $2) ":" $3 ":1" }') \
    "$(printf '%s\n' "$configuration" | sed -n '/^  check:/,/^  [^ ]/s/^    image: *//p')" \
    >"$box/docker-ports.log" 2>&1
}

# A sentence for each port that is in use. What else Docker may have against one, up will tell.
check_ports() {
  # It tells passwords, so it is not written into a file.
  configuration=$(compose config 2>/dev/null) || return 0
  held=$(own_ports 2>/dev/null) || held=
  wanted=$(wanted_ports | while read -r service address port; do
    echo "$held" | grep -qxF "$service $port" || echo "$service $address $port"
  done)
  in_use=
  : >"$box/docker-ports.log"
  until [ -z "$wanted" ] || can_publish "$wanted"; do
    refused=$(refused_port "$box/docker-ports.log")
    said=$(echo "$wanted" | while read -r service address port; do
      [ "$port" != "$refused" ] ||
        echo "Port $port on $address is in use: stop what listens on it, or set another by $(echo "$service" | tr 'a-z-' 'A-Z_')_PORT in .env."
    done)
    [ -n "$said" ] || break
    in_use="${in_use:+$in_use
}$said"
    wanted=$(echo "$wanted" | grep -v " $refused\$") || wanted=
  done
  [ -z "$in_use" ] || fail "$in_use"
  ! grep -q 'cannot assign requested address' "$box/docker-ports.log" ||
    fail "This host does not have the address that BIND_ADDRESS in .env names: set it to one that it has."
}
