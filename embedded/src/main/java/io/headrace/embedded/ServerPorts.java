package io.headrace.embedded;

/// The ports asked for; 0 means the one of last time, else a free one.
public record ServerPorts(int postgres, int kafka, int registry) {

    /// None asked for.
    public static final ServerPorts ANY = new ServerPorts(0, 0, 0);

    public ServerPorts {
        check("PostgreSQL", postgres);
        check("Kafka", kafka);
        check("the schema registry", registry);
    }

    private static void check(String server, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "port %d for %s: a port lies between 1 and 65535; 0 means any".formatted(port, server));
        }
    }
}
