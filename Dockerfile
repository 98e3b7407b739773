# The images of agent, transfer and command line, from the source alone:
#   docker build --target agent .          (or transfer, or cli; docker compose does it by itself)
# For Docker's BuildKit and its older builder.

FROM maven:3.9.11-eclipse-temurin-17 AS build
# A mirror of Maven Central, where that is far away or out of reach.
ARG MAVEN_MIRROR=
WORKDIR /build
COPY conf/docker/build-jars.sh /build-jars.sh
COPY .mvn .mvn
COPY pom.xml .
COPY common/pom.xml common/
COPY agent/pom.xml agent/
COPY transfer/pom.xml transfer/
COPY console/pom.xml console/
# Fetches all that a build needs, with an empty class in each module: a layer that stays until a pom
# changes.
RUN sh /build-jars.sh prepare
COPY . .
RUN sh /build-jars.sh build && sh conf/docker/take-apart.sh

FROM eclipse-temurin:17.0.17_10-jre AS base
# The demo's logs lie in /demo, written by one container and read by another.
RUN groupadd --gid 10001 tributary \
 && useradd --uid 10001 --gid tributary --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin tributary \
 && install -d -o tributary -g tributary /demo /var/lib/tributary /var/lib/tributary/agent
# Names of files are UTF-8.
ENV LC_ALL=C.UTF-8

FROM base AS agent
COPY --from=build /jars/agent/dependencies.jar /opt/tributary/
COPY --from=build /jars/agent/tributary-agent.jar /opt/tributary/
COPY conf/docker/agent.conf /etc/tributary/
COPY conf/docker/demo.sh conf/docker/entry.sh /opt/tributary/
COPY conf/kibana /opt/tributary/kibana/
COPY conf/agent.jvm /opt/tributary/
# The heap follows the container's limit. Where the source was checked out, others may not read it.
RUN sed -i '/^-Xm[sx]/d' /opt/tributary/agent.jvm \
 && chmod -R a+rX /etc/tributary /opt/tributary/*.sh /opt/tributary/*.jvm /opt/tributary/kibana
ENV MALLOC_ARENA_MAX=2
USER 10001:10001
EXPOSE 7071
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD curl -fsS -o /dev/null "http://${TRIBUTARY_HTTP_HOST:-127.0.0.1}:7071/healthz"
# Java is the process that gets SIGTERM. More options for it go into JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "@/opt/tributary/agent.jvm", "-XX:MaxRAMPercentage=37.5", "-jar", "/opt/tributary/tributary-agent.jar"]
CMD ["--config", "/etc/tributary/agent.conf"]

FROM base AS transfer
COPY --from=build /jars/transfer/dependencies.jar /opt/tributary/
COPY --from=build /jars/transfer/tributary-transfer.jar /opt/tributary/
COPY conf/docker/transfer.conf /etc/tributary/
COPY conf/transfer.jvm /opt/tributary/
# The heap follows the container's limit, and half of it is young.
RUN sed -i '/^-Xm[snx]/d' /opt/tributary/transfer.jvm \
 && chmod -R a+rX /etc/tributary /opt/tributary/*.jvm
USER 10001:10001
EXPOSE 7072
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD curl -fsS -o /dev/null "http://${TRIBUTARY_HTTP_HOST:-127.0.0.1}:7072/healthz"
ENTRYPOINT ["java", "@/opt/tributary/transfer.jvm", "-XX:MaxRAMPercentage=37.5", "-XX:NewRatio=1", "-jar", "/opt/tributary/tributary-transfer.jar"]
CMD ["--config", "/etc/tributary/transfer.conf"]

FROM base AS cli
COPY --from=build /jars/console/dependencies.jar /opt/tributary/
COPY --from=build /jars/console/tributary-console.jar /opt/tributary/
COPY conf/docker/console.conf /etc/tributary/
RUN chmod -R a+rX /etc/tributary
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:MaxRAMPercentage=50", "-jar", "/opt/tributary/tributary-console.jar", "--config", "/etc/tributary/console.conf"]
CMD ["status"]
