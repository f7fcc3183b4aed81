# Headrace: every service, and the command. First: mvn -Dquick -Pcontainers -pl app -am package
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${JDK_IMAGE} AS runtime
# What the libraries ask for by jdeps, what Kafka's logins and TLS look up by name, and jcmd for whoever has to look.
RUN jlink --output /runtime --strip-java-debug-attributes --no-header-files --no-man-pages --generate-cds-archive \
    --add-modules java.se,jdk.httpserver,jdk.jcmd,jdk.management,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs \
    # For heaps beyond 32 GB.
    && rm /runtime/lib/server/classes_nocoops.jsa

FROM runtime AS java
COPY app/target/distribution/lib /opt/headrace/lib
# These three bring their code for every platform, and two would unpack this one's at every start.
RUN set -eu; \
    case $(uname -m) in x86_64) bits=64 arch=x64 ;; *) bits=-$(uname -m) arch=$(uname -m) ;; esac; \
    change() { jar=$(echo /opt/headrace/lib/$1-[0-9]*.jar); mkdir /tmp/jar; cd /tmp/jar; jar --extract --file "$jar"; eval "$2"; \
        jar --create --no-manifest --file "$jar" .; cd /; rm -r /tmp/jar; }; \
    mkdir /opt/headrace/native; \
    change rocksdbjni "mv librocksdbjni-linux$bits.so /opt/headrace/native; rm librocksdbjni-*"; \
    change onnxruntime "mv ai/onnxruntime/native/linux-$arch/*.so /opt/headrace/native; rm -r ai/onnxruntime/native"; \
    change xgboost4j_2.12 "mv lib/linux/$(uname -m) kept; rm -r lib; mkdir -p lib/linux; mv kept lib/linux/$(uname -m)"

FROM ${BASE_IMAGE}
# XGBoost's threads ask for it.
RUN ldconfig -p | grep --quiet libgomp.so.1 || { apt-get update && apt-get install --yes --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/*; }
RUN groupadd --gid 10001 headrace && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/headrace headrace \
    && install --directory --owner headrace --group headrace /var/lib/headrace
COPY --from=java /runtime /opt/java
COPY --from=java /opt/headrace /opt/headrace
COPY app/target/distribution/app /opt/headrace/app
COPY app/target/distribution/bin /opt/headrace/bin
ENV PATH=/opt/headrace/bin:/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8 HEADRACE_DATA=/var/lib/headrace
USER 10001:10001
WORKDIR /var/lib/headrace
VOLUME /var/lib/headrace
ENTRYPOINT ["headrace"]
CMD ["--help"]
