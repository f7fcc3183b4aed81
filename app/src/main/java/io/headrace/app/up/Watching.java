package io.headrace.app.up;

import io.headrace.app.Environment;
import io.headrace.app.watch.Watch;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A [Watch] where one was asked for.
record Watching(Optional<Watch> watch) implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("(.+):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;

    static Watching at(
            Optional<InetSocketAddress> address,
            Environment environment,
            RunningServices services,
            Tracing tracing,
            Progress progress) {
        List<MultiCollector> figures = new ArrayList<>(services.figures());
        figures.addAll(tracing.figures());
        Optional<Watch> watch = address.map(at -> Watch.start(at, environment, services.health(), figures));
        watch.ifPresent(listening -> progress.says("health and metrics: http://%s:%d/health and /metrics"
                .formatted(address.orElseThrow().getHostString(), listening.port())));
        return new Watching(watch);
    }

    /// `host:port`; empty: it is not.
    static Optional<InetSocketAddress> parse(String text) {
        Matcher parts = ADDRESS.matcher(text);
        return parts.matches() && Integer.parseInt(parts.group(2)) <= PORT_MAX
                ? Optional.of(new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public void close() {
        watch.ifPresent(Watch::close);
    }
}
