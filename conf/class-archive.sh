#!/bin/sh
# Makes an archive of the classes that the agent or the transfer loads ("class data sharing"), with
# which a start costs half:
#   class-archive.sh .../tributary-PROGRAM.jar ARCHIVE [etcd]
# "etcd" takes in what only an agent needs that follows etcd. From then on:
#   java -XX:SharedArchiveFile=ARCHIVE @PROGRAM.jvm -jar JAR --config FILE
# PROGRAM.jvm and PROGRAM.classes lie beside this script.
# Nothing is done if there is one already of this jar and this JVM, and whole. By itself the JVM
# passes over an archive that is missing or of another jar or JVM; but a torn one would bring it
# down, so it is written beside its place, moved once it is on the disk, and its checksum is looked
# at each time.
set -eu

jar=$1
archive=$2
with=${3:-}
here=$(dirname "$(readlink -f "$0")")
program=$(basename "$jar" .jar)
program=${program#tributary-}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# What an archive belongs to, and what it holds.
identity() {
  "$java" -version 2>&1
  ls -lL "$jar" "$here/$program".jvm "$here/$program"*.classes
  cksum <"$archive"
}

if [ -e "$archive" ]; then
  [ "$(identity)" != "$(cat "$archive.of" 2>/dev/null)" ] || exit 0
  rm -f "$archive" "$archive.of"
fi

work=$(mktemp -d "$archive.XXXXXX")
trap 'rm -rf "$work"' EXIT
cp "$here/$program.classes" "$work/classes"
[ "$with" != etcd ] || cat "$here/$program-etcd.classes" >>"$work/classes"
if ! "$java" -Xshare:dump @"$here/$program.jvm" -XX:SharedClassListFile="$work/classes" \
  -XX:SharedArchiveFile="$work/made" -jar "$jar" >"$work/log" 2>&1; then
  echo "no archive of classes is made, and the $program does without:" >&2
  tail -n 3 "$work/log" >&2
  exit 1
fi
sync "$work/made"
mv "$work/made" "$archive"
identity >"$work/of"
mv "$work/of" "$archive.of"
