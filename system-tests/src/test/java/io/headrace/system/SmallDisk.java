package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A file system of its own for one folder, that can be filled up.
///
/// It is mounted where only the processes behind [#prefix()] see it, and is gone with this JVM, however that ends.
record SmallDisk(Process holder, Path folder) implements AutoCloseable {

    private static final int PIECE = 1 << 16;

    /// Mounts one; aborts the test, with the reason, where that is not possible here.
    static SmallDisk mount(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        String mount = "mount -t tmpfs -o size=%dm,mode=755 tmpfs '%s' && echo mounted && read -r line"
                .formatted(megabytes, folder);
        Process holder = new ProcessBuilder("unshare", "-m", "sh", "-c", mount)
                .redirectErrorStream(true)
                .start();
        String said = holder.inputReader().readLine();
        if (!"mounted".equals(said)) {
            holder.destroy();
            abort("no small disk without the right to mount one, as root has it: " + said);
        }
        return new SmallDisk(holder, folder);
    }

    /// What stands before a command that is to see it.
    List<String> prefix() {
        return List.of("nsenter", "--mount", "--target", String.valueOf(holder.pid()), "--");
    }

    /// A file on it, for processes that do not see it.
    private Path ballast() {
        return Path.of("/proc/%d/root%s/ballast".formatted(holder.pid(), folder));
    }

    /// Fills it up to its last byte.
    void fill() throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream file = Files.newOutputStream(ballast())) {
            while (true) {
                file.write(piece);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left on device");
        }
    }

    /// Makes space again.
    void empty() throws IOException {
        Files.delete(ballast());
    }

    @Override
    public void close() throws IOException {
        holder.outputWriter().close();
        assertThat(holder.onExit().orTimeout(30, TimeUnit.SECONDS).join().isAlive())
                .isFalse();
    }
}
