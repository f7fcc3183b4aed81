package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// The containers of `docker-compose.yml` under a project name of their own, with the image of this build.
final class Compose implements AutoCloseable {

    /// A container each.
    private static final Path TREE = Path.of("..").toAbsolutePath().normalize();
    private static final Path LOG = Path.of("target/compose.log");
    private static final String IMAGE = "headrace:tested";
    private static final String PASSWORD = "p&ss w/rd";
    private static final Duration HEALTHY_MAX = Duration.ofMinutes(10);

    private final Path folder;
    private final List<String> compose;
    private final Map<String, String> variables;

    private Compose(Path folder, List<String> compose, Map<String, String> variables) {
        this.folder = folder;
        this.compose = compose;
        this.variables = variables;
    }

    /// Makes the image and starts everything.
    static Compose up(Path folder) throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        // As a person writes it, with a line break behind it.
        Files.writeString(secrets.resolve("pg_password"), PASSWORD + "\n");
        Map<String, String> variables = Map.of(
                "COMPOSE_PROJECT_NAME",
                        "headrace-" + UUID.randomUUID().toString().substring(0, 8),
                "HEADRACE_IMAGE", IMAGE,
                "SECRETS", secrets.toString(),
                "POSTGRES_PORT", freePort(),
                "KAFKA_PORT", freePort(),
                "REGISTRY_PORT", freePort());
        Compose compose = new Compose(folder, command(folder), variables);
        try {
            compose.must(image());
            compose.must(compose.line("up", "-d"));
            compose.awaitHealthy(CommandProcess.SERVICES);
            return compose;
        } catch (RuntimeException | AssertionError e) {
            System.out.println(compose.run(compose.line("logs", "--no-color", "--tail", "50"), "")
                    .out());
            compose.close();
            throw e;
        }
    }

    /// Compose is a plugin of the engine's command, or a command.
    private static List<String> command(Path folder) {
        List<String> plugin = List.of("docker", "compose");
        boolean isPlugin = new Compose(folder, plugin, Map.of())
                        .run(List.of("docker", "compose", "version"), "")
                        .exit()
                == 0;
        return isPlugin ? plugin : List.of("docker-compose");
    }

    private static List<String> image() {
        List<String> build = new ArrayList<>(List.of("docker", "build", "--quiet", "--tag", IMAGE));
        for (String image : List.of("BASE_IMAGE", "JDK_IMAGE")) {
            if (System.getenv(image) != null) {
                build.addAll(List.of("--build-arg", image + "=" + System.getenv(image)));
            }
        }
        build.add(".");
        return build;
    }

    /// PostgreSQL for JDBC, from this machine.
    String pgUrl() {
        return "jdbc:postgresql://127.0.0.1:%s/headrace?user=headrace&password=p%%26ss+w%%2Frd"
                .formatted(variables.get("POSTGRES_PORT"));
    }

    /// A command of Headrace, in a container of its own.
    ///
    /// @param input what it reads from standard input
    Said headrace(String input, String... arguments) {
        return run(
                Stream.concat(line("run", "--rm", "-T", "headrace").stream(), Stream.of(arguments))
                        .toList(),
                input);
    }

    /// A command of a shell within a service's container.
    Said shell(String service, String script) {
        return run(line("exec", "-T", service, "bash", "-c", script), "");
    }

    /// Stops a container in order, and starts it again.
    void restart(String service) {
        must(line("restart", service));
    }

    /// Ends a container as one that takes too much memory is ended, and starts it again.
    void kill(String service) {
        must(line("kill", "-s", "KILL", service));
        must(line("start", service));
    }

    /// Waits until each does its work, as the engine sees it.
    void awaitHealthy(List<String> services) {
        for (String service : services) {
            // Compose takes half a second of a processor for each answer; the engine's own command does not.
            String container = must(line("ps", "-q", service)).strip();
            await(service)
                    .atMost(HEALTHY_MAX)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> health(container).equals("healthy"));
        }
    }

    private String health(String container) {
        return must(List.of("docker", "inspect", "--format", "{{.State.Health.Status}}", container))
                .strip();
    }

    private List<String> line(String... arguments) {
        return Stream.concat(compose.stream(), Stream.of(arguments)).toList();
    }

    private String must(List<String> command) {
        Said said = run(command, "");
        assertThat(said.exit()).as(command + "\n" + said.out() + said.err()).isZero();
        return said.out();
    }

    private Said run(List<String> command, String input) {
        try {
            Path in = Files.writeString(folder.resolve("in"), input);
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(TREE.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(variables);
            int exit = builder.start().waitFor();
            return new Said(exit, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    /// Removes the containers and all they kept, but for what they said: `target/compose.log`.
    @Override
    public void close() {
        try {
            Files.writeString(LOG, run(line("logs", "--no-color"), "").out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        must(line("down", "--volumes", "--timeout", "30"));
    }
}
