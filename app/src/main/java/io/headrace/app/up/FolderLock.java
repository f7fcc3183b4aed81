package io.headrace.app.up;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.Unusable;
import io.headrace.embedded.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// One `up`, or what stands for it, per data folder. The operating system gives the lock back however its holder ends.
public final class FolderLock implements AutoCloseable {

    private final Path data;
    private final FileChannel channel;

    private FolderLock(Path data, FileChannel channel) {
        this.data = data;
        this.channel = channel;
    }

    /// Takes the folder, making it where it is missing.
    public static FolderLock take(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel channel =
                    FileChannel.open(data.resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw taken(data);
            }
            ProcessMark.of(ProcessHandle.current().pid()).ifPresent(mark -> mark.write(Environment.pidFile(data)));
            return new FolderLock(data, channel);
        } catch (IOException e) {
            throw CommandFailure.failed("cannot use %s as data folder: %s".formatted(data, Unusable.because(e)));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static CommandFailure taken(Path data) {
        String holder = ProcessMark.read(Environment.pidFile(data))
                .map(mark -> "process " + mark.pid())
                .orElse("another process");
        return CommandFailure.failed(
                "`headrace up` is already running on %s (%s): use it, stop it, or choose another folder with --data"
                        .formatted(data, holder));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(Environment.pidFile(data));
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
