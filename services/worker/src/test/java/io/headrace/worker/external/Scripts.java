package io.headrace.worker.external;

import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Trainers that are a few lines of shell.
final class Scripts {

    static final Duration LONG = Duration.ofMinutes(2);

    static final TrainerRequest REQUEST = new TrainerRequest(
            new TrainerRequest.Subject("house-price", 2, 7, 912),
            TrainerRequest.Task.REGRESSION,
            new Encoding(
                    List.of(
                            Feature.numeric("area"),
                            Feature.bool("garden").with(new NullRule.Constant(0)),
                            Feature.categorical("district", List.of("north", "south"))),
                    "price",
                    null),
            new TrainerRequest.Settings(JsonMapper.shared().createObjectNode().put("trees", 5), 42),
            new TrainerRequest.Rows("ab12", 80, 20));

    private Scripts() {}

    static Assignment assignment(Path folder, String script) throws IOException {
        return assignment(folder, script, LONG, null);
    }

    static Assignment assignment(Path folder, String script, Duration limit, @Nullable Long memory) throws IOException {
        Path file = Files.writeString(folder.resolve("trainer.sh"), script);
        TrainerProgram program = new TrainerProgram("forest", List.of("/bin/sh", file.toString()), memory);
        return new Assignment(program, folder, REQUEST, limit);
    }
}
