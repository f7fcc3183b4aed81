package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.app.commands.Output;
import io.headrace.app.commands.Print;
import io.headrace.app.commands.Target;
import io.headrace.dataset.core.Tally;
import io.headrace.worker.rowfile.RowFormat;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `headrace dataset`: the rows that a version was made of.
@Command(
        name = "dataset",
        description = {
            "Writes the exact rows that a version was trained and tested with, or a pipeline's rows at a cut, to a file, "
                    + "in the order of their keys: from the topics alone, and compared with the digest that was announced.",
            "Without @N and --at it is the pipeline's newest rows. Refused rows are counted, and are not in the file."
        })
public final class DatasetCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Parameters(
            paramLabel = "PIPELINE[@N]",
            converter = Target.Converter.class,
            description = "A version such as house-price@3, or a pipeline.")
    private @Nullable Target target;

    @Option(
            names = "--at",
            paramLabel = "CUT",
            description = "The number of a cut of the pipeline's source; the newest revision says which rows count.")
    private @Nullable Long cut;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Ends with .parquet, .avro or .csv. A file of that name is replaced.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        Target asked = Objects.requireNonNull(target);
        if (asked.version() != null && cut != null) {
            throw CommandFailure.badInput("%s@%d names a version, which has its own cut: leave --at out, or the version"
                    .formatted(asked.pipeline(), asked.version()));
        }
        RowFormat format = RowFormat.of(file)
                .orElseThrow(() -> CommandFailure.badInput(
                        "--out is %s: its end says what to write, .parquet, .avro or .csv".formatted(file)));
        try (Site site = new Site(output.environment(), output.err());
                Scratch scratch = new Scratch()) {
            DatasetChoice choice = DatasetChoice.of(site, asked, cut);
            print(choice, new DatasetExport(site, scratch, choice).write(file, format));
            return 0;
        }
    }

    private void print(DatasetChoice choice, Tally tally) {
        if (output.json()) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("pipeline", choice.declaration().id().pipeline());
            tree.put("revision", choice.declaration().id().number());
            tree.put("cut", choice.cut().getNumber());
            tree.put("train_rows", tally.train().count());
            tree.put("test_rows", tally.test().count());
            tree.put("refused_rows", tally.refused());
            tree.put("digest", tally.digest().sha256());
            tree.put("announced", choice.digest() != null);
            tree.put("file", file.toString());
            Print.json(output.out(), tree);
            return;
        }
        output.out()
                .println("%s: %d rows for training and %d for the test, as of cut %d of %s, digest %s%s"
                        .formatted(
                                file,
                                tally.train().count(),
                                tally.test().count(),
                                choice.cut().getNumber(),
                                choice.cut().getSource(),
                                tally.digest().sha256(),
                                choice.digest() == null ? "" : ", as announced"));
        tally.refused().forEach((reason, rows) -> output.out().println("not in it: %d, %s".formatted(rows, reason)));
        output.out().flush();
    }
}
