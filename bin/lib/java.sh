# Sourced by the launchers beside this folder: finds a JDK and builds what is missing.
# After find_jdk, JAVA_HOME names a JDK of 21 or newer, and JDK_VERSION its major version.

WHYBOUNCE_JDK=21
# Maven itself may run on an older Java and finds the JDK by its own means; it is left as it was.
maven_java_home="${JAVA_HOME:-}"

die() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit "${2:-1}"
}

# jdk_version HOME: sets JDK_VERSION to the major version of the JDK there, to nothing where there is none. The file
# "release" is in every JDK since 9.
jdk_version() {
  JDK_VERSION=""
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  local line
  while IFS= read -r line; do
    if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then
      JDK_VERSION="${BASH_REMATCH[1]}"
      return 0
    fi
  done < "$1/release"
}

# try_jdk HOME: takes it where it is new enough, and notes one that is too old. No process is started for it: the
# launchers are meant to be quick.
try_jdk() {
  jdk_version "$1"
  [ -n "$JDK_VERSION" ] || return 1
  if [ "$JDK_VERSION" -ge "$WHYBOUNCE_JDK" ]; then
    export JAVA_HOME="$1"
    return 0
  fi
  too_old+=("$1")
  return 1
}

# Where JDKs are usually installed; the one that was chosen by hand comes first.
find_jdk() {
  local java home too_old=()
  [ -z "${JAVA_HOME:-}" ] || ! try_jdk "$JAVA_HOME" || return 0
  if java=$(command -v java); then
    # Links are followed only where that is needed, since the launchers are meant to be quick.
    for home in /usr/lib/jvm/*; do
      ! [ "$home/bin/java" -ef "$java" ] || java="$home/bin/java"
    done
    [ ! -L "$java" ] || java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    ! try_jdk "${java%/bin/java}" || return 0
  fi
  if [ -x /usr/libexec/java_home ]; then
    ! home=$(/usr/libexec/java_home -v "$WHYBOUNCE_JDK+" 2>/dev/null) || ! try_jdk "$home" || return 0
  fi
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/*; do
    ! try_jdk "$home" || return 0
  done
  no_jdk
}

# Says what was found, each once: the same one may be met under several names (a link, JAVA_HOME and the path).
no_jdk() {
  local home real seen="" known=":"
  for home in ${too_old[@]+"${too_old[@]}"}; do
    real=$(cd "$home" 2>/dev/null && pwd -P) || continue
    case "$known" in *":$real:"*) continue ;; esac
    known="$known$real:"
    jdk_version "$home"
    seen="$seen
  $JDK_VERSION in $home"
  done
  die "a JDK of $WHYBOUNCE_JDK or newer is missing.${seen:+
Found, and too old:$seen}
Install one (for example Eclipse Temurin $WHYBOUNCE_JDK, a JDK and not only a JRE) in /usr/lib/jvm, or name the one
that you have: JAVA_HOME=/path/to/jdk $0"
}

# build NAME MODULES SOURCES FILE...: builds MODULES (with commas) and what they need when a FILE is missing, or when
# one of SOURCES (folders) is newer than the last build for NAME.
build() {
  local name="$1" modules="$2" sources="$3" file stale=""
  local stamp="$WHYBOUNCE/target/built-$name"
  shift 3
  for file in "$stamp" "$@"; do
    [ -e "$file" ] || stale=1
  done
  # shellcheck disable=SC2086 # a list of folders
  [ -n "$stale" ] || stale=$(cd "$WHYBOUNCE" && exec find pom.xml $sources -path '*/target' -prune -o \
    -path '*/src/test' -prune -o -type f -newer "$stamp" -print -quit)
  [ -n "$stale" ] || return 0
  command -v mvn > /dev/null || die "Maven (mvn, 3.8.7 or newer) is missing; it builds $name."
  printf 'Building %s, without its tests; the first time this takes some minutes ...\n' "$name" >&2
  mkdir -p "$WHYBOUNCE/target"
  touch "$stamp.new"
  JAVA_HOME="$maven_java_home" mvn -q -B -ntp -f "$WHYBOUNCE/pom.xml" -pl "$modules" -am -Dmaven.test.skip=true \
    -Dspotless.check.skip=true package < /dev/null >&2 || die "the build failed; its messages are above."
  mv "$stamp.new" "$stamp"
}
