# syntax=docker/dockerfile:1
# Build and runtime stages; nothing is downloaded when the container starts.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
# bert-base-cased (405 MB) is left out unless asked for: --build-arg MAVEN_PROFILES=bert-base-cased
ARG MAVEN_PROFILES=""
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q -DskipTests ${MAVEN_PROFILES:+-P${MAVEN_PROFILES}} package \
    && java -Djarmode=tools -jar target/mtdnn-server-*.jar extract --layers --destination target/layers
# Unpacks libtorch and the tokenizers where the runtime stage finds them. Their folders come out as the unpacker's own (700),
# and the service is another user.
RUN cp target/mtdnn-server-*.jar /tmp/app.jar \
    && DJL_CACHE_DIR=/opt/djl java -cp /tmp/app.jar -Dloader.main=io.mtdnn.model.torch.runtime.UnpackEngine \
       org.springframework.boot.loader.launch.PropertiesLauncher \
    && chmod -R a+rX /opt/djl

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 mtdnn \
    && useradd --uid 10001 --gid mtdnn --home-dir /var/lib/mtdnn --no-create-home --shell /usr/sbin/nologin mtdnn \
    && mkdir -p /var/lib/mtdnn /app && chown mtdnn:mtdnn /var/lib/mtdnn
COPY --from=build --chown=root:root /opt/djl /opt/djl
COPY --from=build /src/target/encoder-archives /app/encoder-archives
COPY --from=build /src/target/layers/dependencies/ /app/
COPY --from=build /src/target/layers/spring-boot-loader/ /app/
COPY --from=build /src/target/layers/snapshot-dependencies/ /app/
COPY --from=build /src/target/layers/application/ /app/
RUN mv /app/mtdnn-server-*.jar /app/app.jar
# JNA unpacks a small library at the start and loads it: not in /tmp, which container engines mount noexec, nor in the home folder,
# which a user of another number does not have.
ENV DJL_CACHE_DIR=/opt/djl \
    MTDNN_ENCODER_ARCHIVES=/app/encoder-archives \
    SERVER_ADDRESS=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=25 -XX:+ExitOnOutOfMemoryError -Djava.io.tmpdir=/tmp -Djna.tmpdir=/var/lib/mtdnn/.jna"
# What the JVM would find out about the classes at every start (JEP 483). Made here, because it
# fits this Java and these files only; where it should not fit, the JVM says so and starts without it.
RUN cd /tmp && JAVA_TOOL_OPTIONS="" java -XX:AOTCacheOutput=/app/app.aot -Dspring.context.exit=onRefresh -jar /app/app.jar \
      --server.address=127.0.0.1 --spring.main.banner-mode=off --logging.level.root=warn \
      "--spring.datasource.url=jdbc:h2:mem:start;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" \
    && rm -rf /tmp/* && test -s /app/app.aot
# Everything that changes lies in this volume; the root file system may be read-only (with a tmpfs on /tmp).
VOLUME /var/lib/mtdnn
WORKDIR /var/lib/mtdnn
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
    CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /v2/health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "-jar", "/app/app.jar"]
