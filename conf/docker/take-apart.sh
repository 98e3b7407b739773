#!/bin/sh
# Within the images' build: makes of each runnable jar two, of its own code and of what it depends
# on, which changes seldom and is a layer of its own. The same content gives the same bytes.
set -eu

pack() { jar --create --file "$1" --manifest "$2" --date 2026-01-01T00:00:00Z "@$3"; }

for program in agent transfer console; do
  mkdir -p "/jars/$program/work"
  cd "/jars/$program/work"
  jar --extract --file "/build/$program/target/tributary-$program.jar"
  tr -d '\r' <META-INF/MANIFEST.MF | sed '/^$/d' >../own
  echo "Class-Path: dependencies.jar" >>../own
  echo "Multi-Release: true" >../others
  rm META-INF/MANIFEST.MF
  {
    find ./tributary -type f
    find . -maxdepth 1 -type f \( -name '*.conf' -o -name '*.properties' \)
  } | sed 's|^\./||' | LC_ALL=C sort >../code
  find . -type f | sed 's|^\./||' | LC_ALL=C sort | LC_ALL=C comm -13 ../code - >../rest
  pack "../tributary-$program.jar" ../own ../code
  pack ../dependencies.jar ../others ../rest
  rm -r "/jars/$program/work"
done
