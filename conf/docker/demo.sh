#!/bin/bash
# Writes lines as a web server does (combined log format), ten a second, into a file that is renamed
# when it is full, as logrotate does.
set -eu

log=/demo/access.log
full=5000000
requests=("GET /" "GET /products" "GET /products/42" "GET /search?q=river" "GET /static/site.css"
  "POST /basket" "POST /login" "PUT /basket/7" "DELETE /basket/7")
answers=(200 200 200 200 200 200 304 404 500)
agents=("Mozilla/5.0 (X11; Linux x86_64)" "Mozilla/5.0 (iPhone)" "curl/8.5.0")

trap 'exit 0' TERM INT

any() { eval "chosen=\${$1[RANDOM % \${#$1[@]}]}"; }

rotate() {
  [ ! -e $log.2 ] || mv $log.2 $log.3
  [ ! -e $log.1 ] || mv $log.1 $log.2
  mv $log $log.1
}

written=0
[ ! -e $log ] || written=$(wc -c <$log)
while :; do
  any requests && request=$chosen
  any answers && answer=$chosen
  any agents
  printf -v line '192.0.2.%d - - [%(%d/%b/%Y:%H:%M:%S %z)T] "%s HTTP/1.1" %d %d "-" "%s"' \
    $((RANDOM % 254 + 1)) -1 "$request" "$answer" $((RANDOM % 50000)) "$chosen"
  echo "$line" >>$log
  written=$((written + ${#line} + 1))
  if [ $written -ge $full ]; then
    rotate
    written=0
  fi
  # A shell sleeps through a signal unless it waits for a child.
  sleep 0.1 &
  wait $!
done
