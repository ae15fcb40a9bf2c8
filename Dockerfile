# syntax=docker/dockerfile:1
# A build stage and a runtime stage. The container downloads nothing when it starts.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
# To include bert-base-cased (405 MB): --build-arg MAVEN_PROFILES=bert-base-cased
ARG MAVEN_PROFILES=""
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q -DskipTests ${MAVEN_PROFILES:+-P${MAVEN_PROFILES}} package \
    && java -Djarmode=tools -jar target/mtdnn-server-*.jar extract --layers --destination target/layers
# Unpacks libtorch and the tokenizers for the runtime stage. The unpacked folders are readable by their owner only (mode 700),
# but the service runs as another user; hence chmod.
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
# JNA unpacks a small library at startup and loads it. This fails in /tmp, which container engines mount noexec, and in the home
# folder, which a user with a different id does not have.
ENV DJL_CACHE_DIR=/opt/djl \
    MTDNN_ENCODER_ARCHIVES=/app/encoder-archives \
    SERVER_ADDRESS=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=25 -XX:+ExitOnOutOfMemoryError -Djava.io.tmpdir=/tmp -Djna.tmpdir=/var/lib/mtdnn/.jna"
# The AOT cache (JEP 483), which saves the JVM loading and linking the classes at every start. It is created here because it
# matches only this Java and these files; if it does not match, the JVM logs a warning and starts without it.
RUN cd /tmp && JAVA_TOOL_OPTIONS="" java -XX:AOTCacheOutput=/app/app.aot -Dspring.context.exit=onRefresh -jar /app/app.jar \
      --server.address=127.0.0.1 --spring.main.banner-mode=off --logging.level.root=warn \
      "--spring.datasource.url=jdbc:h2:mem:start;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" \
    && rm -rf /tmp/* && test -s /app/app.aot
# All files that change are in this volume; the root file system may be read-only (with a tmpfs on /tmp).
VOLUME /var/lib/mtdnn
WORKDIR /var/lib/mtdnn
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
    CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /v2/health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "-jar", "/app/app.jar"]
