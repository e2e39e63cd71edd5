# Sourced by bin/bench: smtp-probe beside Postfix's smtp-source, and beside swaks, in turns in one run.

PROBE_MESSAGES=20000
PROBE_ALL=100000
PROBE_PARALLEL=50
PROBE_ROUNDS=3
PROBE_SESSIONS=15

# Where the tools are: on the path, where Debian has them, or unpacked below target, where no daemon is started.
probe_tools() {
  tools="$WHYBOUNCE/target/bench-tools"
  PATH="$PATH:/usr/sbin:$tools/usr/sbin:$tools/usr/bin"
  if [ -d "$tools/usr/lib/postfix" ]; then
    export LD_LIBRARY_PATH="$tools/usr/lib/postfix${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
  fi
  local tool missing=""
  for tool in smtp-sink smtp-source swaks; do
    command -v "$tool" > /dev/null || missing="$missing $tool"
  done
  [ -n "$missing" ] || return 0
  [ ! -d "$tools" ] && command -v apt-get > /dev/null && command -v dpkg > /dev/null \
    || die "missing:$missing; on Debian they are in the packages postfix and swaks."
  echo "Unpacking postfix and swaks below target/bench-tools; nothing is installed ..." >&2
  mkdir -p "$tools"
  (cd "$tools" && apt-get -qq download postfix swaks 2> /dev/null && for each in *.deb; do dpkg -x "$each" .; done) \
    || die "the packages postfix and swaks could not be had:$missing"
  probe_tools
}

# sink PORT [OPTION...]: a server that takes all, until the end of this script
sink() {
  local port="$1" user
  shift
  user=$(id -un)
  smtp-sink -u "$user" -c "$@" "127.0.0.1:$port" 1000 > /dev/null 2>&1 &
  sinks="${sinks:-} $!"
  for _ in $(seq 50); do
    if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then return; fi
    sleep 0.1
  done
  die "smtp-sink does not answer on port $port"
}

# measured COMMAND...: seconds that it took, and seconds of CPU; its output is in $out
measured() {
  local TIMEFORMAT="%R %U %S"
  { time { "$@" > "$out" 2>&1 || true; }; } 2>&1 | awk '{ print $1, $2 + $3 }'
}

# median FILE COLUMN
median() {
  awk -v column="$2" '{ print $column }' "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

source_of() {
  measured smtp-source -s "$PROBE_PARALLEL" -m "$1" -f ann@example.com -t bob@example.org "127.0.0.1:$port"
  [ ! -s "$out" ] || die "not all went well: $(head -n 1 "$out")"
}

probe_of() {
  measured "$WHYBOUNCE/bin/smtp-probe" send --from ann@example.com --server 127.0.0.1 --port "$port" \
    --targets "$work/targets-$1" --parallel "$PROBE_PARALLEL" ${2:+"$2"}
  grep -q "$1 taken or stopped as asked, 0 failed" "$out" || die "not all went well: $(head -n 1 "$out")"
}

# How many sessions a second, in turns.
throughput() {
  seq "$PROBE_MESSAGES" | sed 's/.*/user&@example.org/' > "$work/targets-$PROBE_MESSAGES"
  for _ in $(seq "$PROBE_ROUNDS"); do
    source_of "$PROBE_MESSAGES" >> "$work/source"
    probe_of "$PROBE_MESSAGES" >> "$work/probe"
    probe_of "$PROBE_MESSAGES" --pipeline >> "$work/pipelined"
  done
  printf '%-40s %12s %18s\n' "$PROBE_MESSAGES messages, $PROBE_PARALLEL at a time" "sessions/s" "CPU ms a session"
  local name
  for name in source probe pipelined; do
    awk -v n="$PROBE_MESSAGES" -v wall="$(median "$work/$name" 1)" -v cpu="$(median "$work/$name" 2)" -v name="$name" '
      BEGIN {
        label["source"] = "smtp-source"; label["probe"] = "smtp-probe"; label["pipelined"] = "smtp-probe --pipeline"
        printf "%-40s %12.0f %18.3f\n", label[name], n / wall, cpu * 1000 / n
      }'
  done
}

# Whether memory grows with the number of messages: of the process, in MB, at each fifth of the way.
memory() {
  seq "$PROBE_ALL" | sed 's/.*/user&@example.org/' > "$work/targets-$PROBE_ALL"
  "$WHYBOUNCE/bin/smtp-probe" send --from ann@example.com --server 127.0.0.1 --port "$port" --json \
    --targets "$work/targets-$PROBE_ALL" --parallel "$PROBE_PARALLEL" > "$work/lines" &
  local pid=$! seen=0 fifth=1
  printf '%s messages; MB of memory after each fifth:' "$PROBE_ALL"
  while kill -0 "$pid" 2> /dev/null; do
    seen=$(wc -l < "$work/lines")
    if [ "$seen" -ge $((PROBE_ALL * fifth / 5)) ] && [ -r "/proc/$pid/status" ]; then
      awk '/^VmRSS/ { printf " %d", $2 / 1024 }' "/proc/$pid/status"
      fifth=$((fifth + 1))
    fi
    sleep 0.2
  done
  wait "$pid" || die "not all went well: $(tail -n 1 "$work/lines")"
  printf '\n%s\n' "$(tail -n 1 "$work/lines" | cut -c 1-120)..."
}

# What one session costs from start to end, a refusal and its explanation included.
session() {
  local tries
  for tries in $(seq "$PROBE_SESSIONS"); do
    measured swaks --from ann@example.com --to bob@example.org --server 127.0.0.1 --port "$refusing" >> "$work/swaks"
    measured "$WHYBOUNCE/bin/smtp-probe" send --from ann@example.com --to bob@example.org --server 127.0.0.1 \
      --port "$refusing" >> "$work/one"
  done
  grep -q "Who must act" "$out" || die "nothing was explained: $(head -n 1 "$out")"
  printf '%-40s %12s %18s\n' "one session, refused; $tries times" "seconds" "CPU ms"
  awk -v a="$(median "$work/swaks" 1)" -v b="$(median "$work/swaks" 2)" -v c="$(median "$work/one" 1)" \
    -v d="$(median "$work/one" 2)" 'BEGIN {
      printf "%-40s %12.3f %18.0f\n%-40s %12.3f %18.0f\n", "swaks", a, b * 1000, "smtp-probe, explained", c, d * 1000
    }'
}

bench_probe() {
  probe_tools
  work=$(mktemp -d)
  out="$work/out"
  sinks=""
  # shellcheck disable=SC2064 # the folder as it is now; the processes as they are then
  trap "kill \$sinks 2> /dev/null || true; rm -rf '$work'" EXIT
  "$WHYBOUNCE/bin/smtp-probe" --version > /dev/null
  port=$((20000 + RANDOM % 10000))
  refusing=$((port + 1))
  sink "$port"
  sink "$refusing" -r RCPT
  throughput
  echo
  memory
  echo
  session
}
