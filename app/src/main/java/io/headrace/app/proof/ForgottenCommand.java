package io.headrace.app.proof;

import io.headrace.app.commands.Output;
import io.headrace.dataset.core.KeyText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `headrace forgotten`: is a row out of every model?
@Command(
        name = "forgotten",
        description = {
            "Follows one key from the first record of its table's topic: when its row came and left, which versions were",
            "trained with it, and the first one without it, which is trained again from a topic in which the row never was.",
            "Exits with 0 if the row is gone, no version in production was made with it, and those first versions came out",
            "bit by bit."
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

    @Override
    public Integer call() {
        String qualified = table.contains(".") ? table : "public." + table;
        try (Site site = new Site(output.environment(), output.err());
                Scratch scratch = new Scratch()) {
            Forgotten found = new ForgottenSearch(site, scratch, qualified, new KeyText(key)).run();
            new ForgottenReport(found).print(output.out(), output.json());
            return found.holds() ? 0 : 1;
        }
    }
}
