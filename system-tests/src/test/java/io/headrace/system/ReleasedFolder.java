package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Data folders of `up` as releases left them, packed, beside what `history` said of each pipeline then.
final class ReleasedFolder {

    private static final Path PACKED = Path.of("src/test/resources/released");

    private ReleasedFolder() {}

    /// Packs the folder that an ended `up` worked in, without its logs.
    static void pack(String release, Path folder, List<String> history) throws IOException, InterruptedException {
        Files.createDirectories(PACKED);
        Files.write(PACKED.resolve(release + ".jsonl"), history);
        // What is empty in sparse files of Kafka and in the WAL takes no room; whose file it was says nothing
        // elsewhere.
        tar(
                "--create",
                "--use-compress-program=xz -9",
                "--sparse",
                "--numeric-owner",
                "--exclude=data/logs/*",
                "--exclude=*.log.deleted",
                "--file=" + packed(release),
                "--directory=" + folder,
                "data");
    }

    /// Unpacks `data` into a folder.
    ///
    /// @return what `history` said then, a line of JSON for each deployment
    static List<String> unpack(String release, Path folder) throws IOException, InterruptedException {
        tar("--extract", "--xz", "--sparse", "--file=" + packed(release), "--directory=" + folder);
        return Files.readAllLines(PACKED.resolve(release + ".jsonl"));
    }

    private static Path packed(String release) {
        return PACKED.resolve(release + ".tar.xz").toAbsolutePath();
    }

    private static void tar(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(arguments));
        Process tar = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tar.waitFor()).as(said).isZero();
    }
}
