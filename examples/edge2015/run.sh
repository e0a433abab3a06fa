#!/usr/bin/env bash
# Makes a book of DIR/inventory and DIR/sessions, and leaves a server on it running in the background.
set -euo pipefail
unset CDPATH

usage='usage: run.sh DIR [PORT]   (DIR has inventory/ and sessions/; PORT is 8080 unless said)'
health_seconds=60
stop_seconds=20

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
program=$here/../../daybook
host=127.0.0.1
server=
data=
made_data=
finished=

fail() {
  printf 'run.sh: %s\n' "$*" >&2
  exit 1
}

# The command stands first, for the launcher starts short commands in a quicker way.
daybook() { "$program" "$@" --config "$here/daybook.yaml" --data "$data"; }

is_running() { kill -0 "$server" 2>/dev/null; }

stop_server() {
  kill "$server" 2>/dev/null || true
  for ((i = 0; i < stop_seconds * 10; i++)); do
    is_running || return 0
    sleep 0.1
  done
  kill -KILL "$server" 2>/dev/null || true
}

# Runs at every end. A run that failed leaves no server, and the folder it made only for the server's log.
clean_up() {
  [ -z "$finished" ] || return 0
  if [ -n "$server" ]; then
    stop_server
    rm -f "$data/tokens.csv.part" "$data/token.log"
  elif [ -n "$made_data" ]; then
    rm -rf "$data"
  fi
}

is_port_taken() { (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null; }

# In a shell of its own, so that a connection that fails ends nothing else.
is_healthy() (
  exec 3<>"/dev/tcp/$host/$port" || exit 1
  printf 'GET /health HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n' "$host" "$port" >&3
  IFS= read -r -t 5 line <&3 || exit 1
  [[ $line == HTTP/1.?' 200'* ]]
) 2>/dev/null

check_arguments() {
  if [ $# -lt 1 ] || [ $# -gt 2 ] || [ -z "$1" ]; then fail "$usage"; fi
  port=${2-8080}
  if [[ ! $port =~ ^[1-9][0-9]{0,4}$ ]] || [ "$port" -gt 65535 ]; then fail "$port is no port: 1 to 65535"; fi
  [ -d "$1" ] || fail "$1 is no folder"
  dir=$(cd -- "$1" && pwd -P)
  [ -d "$dir/inventory" ] || fail "$dir has no folder inventory"
  [ -f "$dir/inventory/resellers.csv" ] || fail "$dir/inventory has no resellers.csv"
  [ -d "$dir/sessions" ] || fail "$dir has no folder sessions"
  [ -x "$program" ] || fail "$program is not there: run this from a checkout of Daybook"
  ! is_port_taken || fail "port $port is taken: name another, as run.sh $1 $((port < 65535 ? port + 1 : 8080))"
}

find_sessions() {
  sessions=()
  local LC_ALL=C file
  for file in "$dir"/sessions/*; do
    case $file in
      *.csv | *.csv.gz) if [ -f "$file" ]; then sessions+=("$file"); fi ;;
    esac
  done
  [ ${#sessions[@]} -gt 0 ] || fail "$dir/sessions has no *.csv or *.csv.gz"
}

make_data() {
  if [ -n "${DAYBOOK_DATA-}" ]; then
    mkdir -p -- "$DAYBOOK_DATA" || fail "cannot make the folder $DAYBOOK_DATA"
    data=$(cd -- "$DAYBOOK_DATA" && pwd -P)
  else
    data=$(mktemp -d "${TMPDIR:-/tmp}/daybook-XXXXXXXX") || fail "cannot make a folder in ${TMPDIR:-/tmp}"
    data=$(cd -- "$data" && pwd -P)
    made_data=yes
  fi
}

# In a session of its own where the system can, so that closing the terminal does not end it.
start_server() {
  local detach=(nohup)
  if command -v setsid >/dev/null; then detach=(setsid nohup); fi
  (umask 077 && : >"$data/server.log")
  "${detach[@]}" "$program" serve --port "$port" --config "$here/daybook.yaml" --data "$data" \
    </dev/null >>"$data/server.log" 2>&1 &
  server=$!
  local deadline=$((SECONDS + health_seconds))
  until is_healthy; do
    is_running || fail "the server did not start: $(tail -n 1 "$data/server.log") (see $data/server.log)"
    [ $SECONDS -lt $deadline ] || fail "the server did not answer within $health_seconds s (see $data/server.log)"
    sleep 0.2
  done
  # Whoever took the port meanwhile may have answered in its place.
  sleep 0.2
  is_running || fail "the server did not start: $(tail -n 1 "$data/server.log") (see $data/server.log)"
}

# Through the server, which is quicker than opening the book for every token.
make_tokens() {
  local ids id token
  ids=$(daybook list resellers --format csv | tr -d '\r' | sed -n 's/^\([0-9][0-9]*\),.*/\1/p')
  [ -n "$ids" ] || fail "the book has no reseller"
  (umask 077 && printf 'reseller_id,token\n' >"$data/tokens.csv.part")
  for id in $ids; do
    token=$(daybook token create --reseller "$id" --role admin 2>"$data/token.log") ||
      fail "no token for reseller $id: $(tail -n 1 "$data/token.log")"
    [[ $token =~ ^[A-Za-z0-9_-]+$ ]] || fail "no token for reseller $id: the answer was not a token"
    printf '%s,%s\n' "$id" "$token" >>"$data/tokens.csv.part"
    first_id=${first_id-$id}
    first_token=${first_token-$token}
  done
  rm -f "$data/token.log"
  mv -f "$data/tokens.csv.part" "$data/tokens.csv"
}

tell() {
  local address=http://$host:$port
  cat <<END

data:    $data
address: $address
tokens:  $data/tokens.csv (an admin of each reseller)
server:  pid $server, log in $data/server.log
stop:    kill $server

Usage per session and day:
  curl -s $address/api/report/day -H 'Authorization: Bearer $first_token' -d '{"size":5}'
Expenses of reseller $first_id:
  curl -s '$address/api/v3/resellers/$first_id/reseller_analytics?date_from=2000-01-01&date_to=$(date +%F)' \\
    -H 'X-Api-Token: $first_token' -H 'Content-Type: application/vnd.api+json' -H 'Accept: application/vnd.api+json'
END
}

check_arguments "$@"
find_sessions
trap clean_up EXIT
trap 'exit 130' HUP INT TERM
make_data
daybook import "$dir/inventory"
daybook ingest --feed edge "${sessions[@]}"
start_server
make_tokens
tell
finished=yes
