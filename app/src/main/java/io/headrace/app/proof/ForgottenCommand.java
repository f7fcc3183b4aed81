package io.headrace.app.proof;

import io.headrace.app.Environment;
import io.headrace.app.Source;
import io.headrace.app.commands.Output;
import io.headrace.capture.rows.TableName;
import io.headrace.dataset.core.KeyText;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `headrace forgotten`: is a row out of every model?
@Command(
        name = "forgotten",
        description = {
            "Follows one key from the first record of its table's topic: when its row came and left, which versions were "
                    + "trained with it, and the first one without it, which is trained again from a topic in which the row never was.",
            "Exits with 0 if the row is gone, no version in production was made with it, and those first versions came out "
                    + "bit by bit."
        })
public final class ForgottenCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Parameters(index = "0", paramLabel = "TABLE", description = "Such as public.house.")
    private String table = "";

    @Parameters(
            index = "1",
            paramLabel = "KEY",
            description = "The primary key's value; of several columns COLUMN=VALUE,COLUMN=VALUE.")
    private String key = "";

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "The source of the table (default: the only one, or main).")
    private @Nullable String source;

    @Override
    public Integer call() {
        String qualified = table.contains(".") ? table : "public." + table;
        Environment environment = output.environment();
        Source of = source == null ? environment.byDefault() : environment.source(source);
        TableName name = TableName.of(of.name(), qualified);
        try (Site site = new Site(environment, output.err());
                Scratch scratch = new Scratch()) {
            Forgotten found = new ForgottenSearch(site, scratch, name, new KeyText(key)).run();
            new ForgottenReport(found).print(output.out(), output.json());
            return found.holds() ? 0 : 1;
        }
    }
}
