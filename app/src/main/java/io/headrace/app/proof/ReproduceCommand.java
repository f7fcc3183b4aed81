package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.app.commands.Output;
import io.headrace.app.commands.Print;
import io.headrace.app.commands.Target;
import io.headrace.app.proof.Reproduction.Result;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `headrace reproduce`: does a version come out again, bit by bit?
@Command(
        name = "reproduce",
        description = {
            "Trains model versions again, from the topics alone and from their first records, up to each version's cut, "
                    + "and compares the SHA-256 of the artifact. If anything differs it says what: cut, revision, digest, rows, "
                    + "trainer, bytes."
        })
public final class ReproduceCommand implements Callable<Integer> {

    private static final List<String> TITLES = List.of("VERSION", "REVISION", "CUT", "ROWS", "SHA-256", "");
    private static final int DIGEST_CHARACTERS = 16;

    @Mixin
    private Output output = new Output();

    @Parameters(
            arity = "0..1",
            paramLabel = "PIPELINE[@N]",
            converter = Target.Converter.class,
            description = "A version such as house-price@3, or with --all a pipeline.")
    private @Nullable Target target;

    @Option(names = "--all", description = "All versions, of the pipeline or of every pipeline.")
    private boolean all;

    @Override
    public Integer call() {
        Predicate<Announced> wanted = wanted();
        try (Site site = new Site(output.environment(), output.err());
                Scratch scratch = new Scratch()) {
            EventHistory history = EventHistory.read(site, wanted);
            if (history.versions().isEmpty() && target != null) {
                throw CommandFailure.failed("there is no %s; `headrace describe %s` lists the versions there are"
                        .formatted(
                                target.version() == null
                                        ? "version of " + target.pipeline()
                                        : "version %d of %s".formatted(target.version(), target.pipeline()),
                                target.pipeline()));
            }
            List<Result> results = new Reproduction(site, scratch, history).run();
            print(results);
            return holds(results) ? 0 : 1;
        }
    }

    private Predicate<Announced> wanted() {
        Target asked = target;
        Long number = asked == null ? null : asked.version();
        if (all == (number != null)) {
            throw CommandFailure.badInput(
                    "name one version, such as house-price@3, or say --all for all of a pipeline or of all pipelines");
        }
        return version -> (asked == null || version.pipeline().equals(asked.pipeline()))
                && (number == null || number.equals(version.version()));
    }

    /// Of all versions those that cannot be trained again here are none that can fail; of a single one it is asked
    /// whether it comes
    /// out.
    private boolean holds(List<Result> results) {
        return results.stream().allMatch(result -> result.holds() || (all && result.untrained() != null));
    }

    private static String became(Result result) {
        if (result.untrained() != null) {
            return result.untrained().what();
        }
        return result.holds() ? "reproduced" : "NOT REPRODUCED";
    }

    private void print(List<Result> results) {
        PrintWriter out = output.out();
        if (output.json()) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("holds", holds(results));
            tree.put("versions", results.stream().map(ReproduceCommand::tree).toList());
            Print.json(out, tree);
            return;
        }
        Print.table(out, TITLES, results.stream().map(ReproduceCommand::line).toList());
        results.forEach(result -> {
            result.differences()
                    .forEach(difference ->
                            out.println("%s: %s".formatted(result.version().name(), difference)));
            if (result.untrained() != null) {
                out.println("%s: %s"
                        .formatted(result.version().name(), result.untrained().why()));
            }
        });
        out.flush();
    }

    private static List<String> line(Result result) {
        Announced version = result.version();
        Announced.Rows rows = version.training().rows();
        String sha256 = version.artifact().sha256();
        return List.of(
                version.name(),
                String.valueOf(version.revision()),
                String.valueOf(version.cut().getNumber()),
                String.valueOf(rows.train() + rows.test()),
                sha256.substring(0, Math.min(DIGEST_CHARACTERS, sha256.length())),
                became(result));
    }

    private static Map<String, @Nullable Object> tree(Result result) {
        Announced version = result.version();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("pipeline", version.pipeline());
        tree.put("version", version.version());
        tree.put("holds", result.holds());
        tree.put("revision", version.revision());
        tree.put("cut", version.cut().getNumber());
        tree.put("sha256", version.artifact().sha256());
        tree.put("differences", result.differences());
        tree.put(
                "untrained",
                result.untrained() == null ? null : result.untrained().why());
        return tree;
    }
}
