#!/usr/bin/env bash
# What of the official image's entry point this tree relies on: POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD and
# POSTGRES_PASSWORD_FILE make a cluster where there is none, by way of a server that listens on no port.
set -euo pipefail

[ "${1:-}" = postgres ] || exec "$@"
if [ "$(id -u)" = 0 ]; then
    install --directory --owner postgres --group postgres /var/lib/postgresql "$PGDATA"
    # A secret may be readable for root alone.
    [ -z "${POSTGRES_PASSWORD_FILE:-}" ] || POSTGRES_PASSWORD=$(<"$POSTGRES_PASSWORD_FILE")
    export POSTGRES_PASSWORD
    exec setpriv --reuid postgres --regid postgres --init-groups "$0" "$@"
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    user=${POSTGRES_USER:-postgres}
    database=${POSTGRES_DB:-$user}
    initdb --pgdata="$PGDATA" --username="$user" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") \
        --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 \
        --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    if [ "$database" != postgres ]; then
        postgres --single -D "$PGDATA" postgres <<<"create database \"$database\""
    fi
    pg_ctl --pgdata="$PGDATA" --wait -o "-c listen_addresses=" start
    pg_ctl --pgdata="$PGDATA" --wait stop
fi
exec "$@" -clisten_addresses='*'
