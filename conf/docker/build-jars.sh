#!/bin/sh
# Within the images' build: makes the programs' runnable jars. Checks and tests are the developer's
# build's.
#   build-jars.sh prepare    with the poms alone: fetches all that "build" needs
#   build-jars.sh build      without a network
set -eu

repository=/m2

maven() { mvn -B -q -ntp -s "$repository/settings.xml" "-Dmaven.repo.local=$repository" "$@"; }

settings() {
  mkdir -p "$repository"
  if [ -n "${MAVEN_MIRROR:-}" ]; then
    mirror="<mirrors><mirror><id>mirror</id><mirrorOf>central</mirrorOf><url>$MAVEN_MIRROR</url></mirror></mirrors>"
  fi
  echo "<settings>${mirror:-}</settings>" >"$repository/settings.xml"
}

# Goals, not phases: the phases would ask for what only tests need, such as whole servers.
jars() {
  maven "$@" -N install:install
  maven "$@" -f common/pom.xml resources:resources compiler:compile jar:jar install:install
  for program in agent transfer console; do
    maven "$@" -f "$program/pom.xml" resources:resources compiler:compile jar:jar shade:shade@runnable-jar
  done
}

case $1 in
  prepare)
    settings
    for module in common agent transfer console; do
      mkdir -p "$module/src/main/java/tributary"
      echo "package tributary; final class Empty {}" >"$module/src/main/java/tributary/Empty.java"
    done
    jars
    rm -r ./*/target ./*/src
    ;;
  build) jars -o ;;
esac
